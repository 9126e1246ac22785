# Built from the lock file alone; the database is a PostgreSQL of your own (see compose.yaml).
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY . .
RUN node bin/skillscope.mjs build

FROM node:24-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 SKILLSCOPE_HOME=/data
RUN mkdir /data && chown node:node /data
COPY --from=build --chown=node:node /app /app
USER node
VOLUME /data
EXPOSE 3000
# Applies migrations, then runs the web server and a worker; "worker" as argument runs a further worker.
ENTRYPOINT ["node", "bin/skillscope.mjs"]
CMD ["start"]
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
