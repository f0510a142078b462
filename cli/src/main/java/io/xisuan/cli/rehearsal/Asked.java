package io.xisuan.cli.rehearsal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * One HTTP/1.1 request as the cluster's client library sends it: with a length where it has a body.
 *
 * @param path without the query
 * @param webSocketKey of a request to go on as a web socket
 */
record Asked(String method, String path, String query, Optional<String> webSocketKey, String body) {
    /** What makes a server's agreement from a client's key (RFC 6455, 1.3). */
    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private static final Asked END = new Asked("", "", "", Optional.empty(), "");

    /** Reads the next one. */
    static Asked read(InputStream in) throws IOException {
        String[] first = line(in).split(" ");
        if (first.length < 2) {
            return END;
        }
        int length = 0;
        Optional<String> key = Optional.empty();
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            String name = header.substring(0, Math.max(0, header.indexOf(':'))).toLowerCase(Locale.ROOT);
            String value = header.substring(header.indexOf(':') + 1).strip();
            if (name.equals("content-length")) {
                length = Integer.parseInt(value);
            } else if (name.equals("sec-websocket-key")) {
                key = Optional.of(value);
            }
        }
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        int mark = first[1].indexOf('?');
        return mark < 0
                ? new Asked(first[0], first[1], "", key, body)
                : new Asked(first[0], first[1].substring(0, mark), first[1].substring(mark + 1), key, body);
    }

    /** Whether the client has gone. */
    boolean isEnd() {
        return method.isEmpty();
    }

    /** Returns the answer that makes this connection a web socket. */
    byte[] agreement() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1")
                    .digest((webSocketKey.orElse("") + MAGIC).getBytes(StandardCharsets.US_ASCII));
            return ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                            + Base64.getEncoder().encodeToString(digest) + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-1", e);
        }
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8).strip();
    }
}
