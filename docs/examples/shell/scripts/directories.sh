#!/bin/sh -e
mkdir -p /srv/site
