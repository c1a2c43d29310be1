%{ for host in hosts ~}
server ${host.name}:${host.port};
%{ endfor ~}
%{ if debug }debug on%{ else }off%{ endif }
