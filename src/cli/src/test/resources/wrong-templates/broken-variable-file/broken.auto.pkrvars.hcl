region = 
