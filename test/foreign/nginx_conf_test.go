//go:build foreign

package foreign

// nginxConf begins a configuration; %s are the user line, the folder and the
// folder for temporary files.
const nginxConf = `%s
worker_processes 1;
daemon off;
error_log stderr notice;
pid %s/nginx.pid;
events { worker_connections 256; }
http {
  access_log off;
  client_body_temp_path %[3]s/body;
  proxy_temp_path %[3]s/proxy;
  fastcgi_temp_path %[3]s/fastcgi;
  uwsgi_temp_path %[3]s/uwsgi;
  scgi_temp_path %[3]s/scgi;
  limit_req_zone $binary_remote_addr zone=slow:1m rate=1r/m;
`

// mainServer is one place for each way of setting nginx up. The words in
// capitals are addresses.
const mainServer = `
  location /good/ { proxy_pass http://DEMO/; }
  location /gzip/ {
    proxy_pass http://DEMO/;
    proxy_set_header Accept-Encoding "";
    gzip on;
    gzip_proxied any;
    gzip_min_length 1;
    gzip_types application/json;
  }
  location /one-each/ { keepalive_requests 1; proxy_pass http://DEMO/; }
  location /unbuffered/ { proxy_pass http://DEMO/; proxy_buffering off; http2_chunk_size 64; }
  location /down/ { proxy_pass http://CLOSED/; }
  location /silent/ { proxy_pass http://HANGS/; }
  location /given-up/ { proxy_pass http://HANGS/; proxy_read_timeout 300ms; }
  location /maintenance/ { proxy_pass http://CLOSED/; error_page 502 =200 /maintenance.html; }
  location = /maintenance.html { root DIR; }
  location /yes/ { default_type application/json; return 200 '{"status":"ok"}'; }
  location /empty-list/ {
    default_type application/json;
    return 200 '{"data":[],"pagination":{"currentRequestPagination":{},"hasNextPage":false,"hasPreviousPage":false}}';
  }
  location /nothing/ { default_type application/json; return 200; }
  location /no-content/ { return 204; }
  location /welcome/ { default_type text/html; return 200 '<!DOCTYPE html><html><body>Welcome to the guest network</body></html>'; }
  location /moved/ { return 302 SECOND$request_uri; }
  location /moved-308/ { return 308 SECOND$request_uri; }
  location /moved-search/ {
    if ($request_method = POST) { return 307 SECOND$request_uri; }
    proxy_pass http://DEMO/;
  }
  location /too-large/ { client_max_body_size 1; proxy_pass http://DEMO/; }
  location /get-only/ { limit_except GET { deny all; } proxy_pass http://DEMO/; }
  location /forbidden/ { deny all; }
  location /password/ { auth_basic "Staff only"; auth_basic_user_file DIR/staff; proxy_pass http://DEMO/; }
  location /drops-key/ { proxy_set_header Authorization ""; proxy_pass http://DEMO/; }
  location /wrong-path/ { proxy_pass http://DEMO/api/; }
  location /limited/ { limit_req zone=slow; limit_req_status 429; proxy_pass http://DEMO/; }
  location /closes/ { return 444; }
  location /short/ { proxy_pass http://SHORT/; }
  location /drips/ { proxy_pass http://DEMO/; limit_rate 20; }
  location /text/ { proxy_pass http://DEMO/; proxy_hide_header Content-Type; add_header Content-Type text/plain; }
  location /header/ { proxy_pass http://DEMO/; proxy_buffer_size 64; proxy_buffers 4 64; proxy_busy_buffers_size 64; }
`
