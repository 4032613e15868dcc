number_as_text = 0012.50
text_as_number = "17.0"
never_null     = null
rules = [
  { name = "web" },
  { name = "db", port = "5432", cidrs = null, enabled = "true", settings = { level = "3" } },
  { name = "off", enabled = false, cidrs = [], settings = { mode = null }, ignored = 1 },
]
by_name  = { small = {}, big = { size = "12", tags = { a = 1, b = true } } }
pair     = ["x", "2"]
anything = [{ a = 1 }, { a = "two", b = null }]
