/** First and last names of an international company; combined at random, they mean nobody. */

export const firstNames: readonly string[] = (
  'Aaliyah Adam Adrian Agnieszka Ahmed Aiko Aisha Akira Alejandro Alice Amara Amélie Amina Amir Ana Anders Andrea Anika Anna ' +
  'Antonio Arjun Astrid Ayşe Beatriz Ben Bilal Björn Bruno Camila Carlos Caroline Chen Chiara Chidi Chloe Claire Daniel Daniela ' +
  'David Diego Dimitri Divya Dmitri Eduardo Elena Elif Elisa Ella Emeka Emil Emily Emma Erik Esra Esther Eva Farid Fatima Felix ' +
  'Femi Fiona Francesca Freya Gabriel Georgia Giulia Grace Grzegorz Hana Hannah Haruto Hassan Helena Henrik Hugo Ibrahim Ida ' +
  'Imani Ines Ingrid Irina Isabel Ivan Jakub James Jan Jasmin Javier Jelena Jin João Johanna John Jonas Julia Kaito Karim ' +
  'Karolina Katarzyna Keiko Kenji Khadija Kofi Kwame Lars Laura Layla Lea Leila Leon Liam Lina Lucas Lucía Luis Mads Maja ' +
  'Malik Marco Maria Mariam Marta Mateo Maya Mehmet Mei Mia Miguel Mina Minh Mohamed Naomi Nadia Natalia Neha Ngozi Niamh Nikhil ' +
  'Nina Noah Nora Olga Oliver Olivia Omar Oscar Pablo Paolo Patricia Pedro Petra Pierre Priya Rafael Rahul Ravi Rebecca Rosa ' +
  'Ryo Sakura Samir Samuel Sandra Sanjay Sara Sean Sebastian Selin Siobhán Sofia Stefan Sven Tadeusz Tara Tariq Thandi Theo ' +
  'Thomas Tomás Uma Vera Victor Viktoria Wanjiru Wei Xin Yara Yasmin Yuki Yusuf Zainab Zofia Zoë'
).split(' ')

export const lastNames: readonly string[] = (
  'Abdi Abe Acharya Adeyemi Ahmed Almeida Andersson Aoki Araujo Aydın Baker Banerjee Barbosa Bauer Becker Bennett Berg Bianchi ' +
  'Boateng Brandt Brown Byrne Cardoso Carvalho Castillo Chang Chaudhry Chen Choi Christensen Cohen Colombo Conti Cruz Dahl ' +
  'Das Demir Desai Diallo Dias Doyle Dubois Eriksson Esposito Evans Farouk Fernández Ferrari Fischer Fontaine Fraser Fujita ' +
  'García Gallagher Gomes González Green Gruber Gupta Haddad Hall Hansen Hashimoto Hassan Hernández Hoang Hoffmann Horvat ' +
  'Huang Hughes Ibrahim Iyer Jackson Jansen Jensen Johansson Johnson Joshi Kamau Kang Kaplan Kato Kaya Keller Khan Kim Kimura ' +
  'Klein Kowalska Kowalski Kumar Lambert Larsen Laurent Lee Leroy Li Lim Lindqvist Lopes López Madsen Mahmoud Marino Martin ' +
  'Martínez Mbeki Mehta Mendes Meyer Moreau Moreno Morris Mori Müller Murphy Mwangi Nair Nakamura Nasser Ndiaye Nguyen Nielsen ' +
  'Novak Nowak Nwosu Oğuz Okafor Okoye Oliveira Olsen Ortiz Osei Ōtsuka Park Patel Pereira Petersen Petrov Pham Popescu Quinn ' +
  'Rahman Ramírez Rao Reddy Reyes Ricci Richter Rivera Roberts Rodríguez Romano Rossi Roux Ryan Saito Salazar Sánchez Santos ' +
  'Sato Schmidt Schneider Schwarz Shah Sharma Silva Singh Smith Sokolov Sørensen Souza Suzuki Szabó Takahashi Tan Taylor Thomsen ' +
  'Torres Tran Turner Vargas Vasquez Verma Visser Walker Wang Watanabe Weber Wilson Wójcik Wolff Wong Wright Yamamoto Yılmaz ' +
  'Young Zhang Zhou Zimmermann'
).split(' ')
