directory '/srv/site' do
  recursive true
end

file '/srv/site/index.html' do
  content "<h1>#{node['web']['greeting']}</h1>\n"
end
