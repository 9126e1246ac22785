import type { Order } from '../product/control'
import { product } from './product'

export async function tell(order: Order): Promise<void> {
  const response = await fetch(product().controlUrl, { method: 'POST', body: JSON.stringify(order) })
  if (!response.ok) throw new Error(`The product did not do it: ${await response.text()}`)
}
