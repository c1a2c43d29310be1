a = "%{ if x }"
b = "%{ else }"
c = "%{ endif }"
d = "%{ for x in y }"
