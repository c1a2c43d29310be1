#!/bin/sh -e
sed "s/GREETING/$GREETING/" /tmp/files/index.html > /srv/site/index.html
rm -r /tmp/files
