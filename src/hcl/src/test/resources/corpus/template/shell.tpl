#!/bin/sh
echo "$HOME" "$${HOME}" 100% "%%{x}"
price=$5
x="${x}"
cost $
100%
