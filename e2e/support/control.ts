import type { Order } from '../product/control'
import { product } from './product'

export async function tell(order: Order): Promise<string> {
  const response = await fetch(product().controlUrl, { method: 'POST', body: JSON.stringify(order) })
  const answer = await response.text()
  if (!response.ok) throw new Error(`The product did not do it: ${answer}`)
  return answer
}
