#lead
  // indented lead
a=1#one
bb = 22    // two
   ccc=333 /* three */
/* before */ d = 4
# between
e=5 # five

f=6 # after a blank line
list=[
1,#first
22, # second
    # alone
333
] # end
block { # opening
x=1
# last
}
    /* a comment
   of lines */
y = 1 # é
zz = "é" # combining é and 👩‍👩‍👧 next
