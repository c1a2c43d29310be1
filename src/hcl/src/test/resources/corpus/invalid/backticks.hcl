a = `x`
b = `y`
