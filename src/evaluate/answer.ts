export {
  type Answer,
  answer,
  every,
  NO,
  negate,
  open,
  some,
  wrongOperand,
  wrongType,
  YES,
} from '../plan/answer.ts'
