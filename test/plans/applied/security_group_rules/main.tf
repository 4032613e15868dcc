variable "rules" {
  default = {
    web = { ports = [80, 443], cidrs = ["10.0.0.0/8"], self = null }
    db = { ports = [5432], cidrs = [], self = true }
  }
}
resource "aws_vpc" "v" { cidr_block = "10.20.0.0/16" }
resource "aws_security_group" "s" {
  for_each = var.rules
  name = "grp-${each.key}"
  vpc_id = aws_vpc.v.id
  dynamic "ingress" {
    for_each = { for p in each.value.ports : tostring(p) => p }
    content {
      description = "port ${ingress.key} in ${aws_vpc.v.cidr_block}"
      from_port = ingress.value
      to_port = ingress.value
      protocol = "tcp"
      cidr_blocks = concat(each.value.cidrs, [aws_vpc.v.cidr_block])
      self = each.value.self
    }
  }
  egress {
    from_port = 0
    to_port = 0
    protocol = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
resource "aws_security_group_rule" "cross" {
  type = "ingress"
  from_port = 5432
  to_port = 5432
  protocol = "tcp"
  security_group_id = aws_security_group.s["db"].id
  source_security_group_id = aws_security_group.s["web"].id
  description = "from ${aws_security_group.s["web"].name}"
}
resource "aws_vpc_security_group_ingress_rule" "v" {
  security_group_id = aws_security_group.s["web"].id
  cidr_ipv4 = cidrsubnet(aws_vpc.v.cidr_block, 4, 2)
  from_port = 22
  to_port = 22
  ip_protocol = "tcp"
}
