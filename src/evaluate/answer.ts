export {
  type Answer,
  answer,
  every,
  NO,
  negate,
  open,
  some,
  wrongType,
  YES,
} from '../plan/answer.ts'
