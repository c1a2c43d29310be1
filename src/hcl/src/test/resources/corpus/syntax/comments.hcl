# one
// two
/* three
   lines */ a = 1 # end
b = 2 // end
c = /* within */ 3
d = [ # open
  1, // first
  /* none */
  2
] # close
/**/e = 5/***/
