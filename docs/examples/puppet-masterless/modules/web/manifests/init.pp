# A site of one page.
class web {
  file { ['/srv', '/srv/site']:
    ensure => directory,
  }
  file { '/srv/site/index.html':
    content => "<h1>${facts['role']} of ${facts['packer_build_name']}</h1>\n",
  }
}
