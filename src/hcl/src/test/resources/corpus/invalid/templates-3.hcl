a = "%{ if x }%{ else }%{ else }%{ endif }"
b = "%{ for x in y }%{ else }%{ endfor }"
c = "%{ if x }%{ endfor }"
