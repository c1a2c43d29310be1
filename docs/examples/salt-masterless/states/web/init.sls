/srv/site/index.html:
  file.managed:
    - makedirs: True
    - contents: <h1>{{ pillar['greeting'] }}</h1>
