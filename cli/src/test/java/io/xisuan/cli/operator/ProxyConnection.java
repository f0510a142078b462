package io.xisuan.cli.operator;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** One connection of HTTP/1.1 as a server sees it, as far as clients of an API server use it. */
final class ProxyConnection {
    /** A request; header names in small letters, the body as text. */
    record Head(String method, URI target, SortedMap<String, String> headers, String body) {
        Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name));
        }
    }

    private final InputStream in;
    private final OutputStream out;

    ProxyConnection(InputStream in, OutputStream out) {
        this.in = new BufferedInputStream(in);
        this.out = new BufferedOutputStream(out, 32_768);
    }

    /** Returns the next request, or empty when the caller is done. */
    Optional<Head> next() throws IOException {
        String first = line();
        if (first.isEmpty()) {
            return Optional.empty();
        }
        String[] words = first.split(" ", 3);
        SortedMap<String, String> headers = new TreeMap<>();
        for (String header = line(); !header.isEmpty(); header = line()) {
            int colon = header.indexOf(':');
            headers.put(
                    header.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
        }
        return Optional.of(new Head(words[0], URI.create(words[1]), headers, body(headers)));
    }

    private String body(SortedMap<String, String> headers) throws IOException {
        if ("chunked".equals(headers.get("transfer-encoding"))) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
                body.writeBytes(in.readNBytes(size));
                line();
            }
            line();
            return body.toString(StandardCharsets.UTF_8);
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    /** Returns a line without its end; empty text also where the caller hung up. */
    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != 10; next = in.read()) {
            if (next != 13) {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    /** Answers with a text; the connection goes on. */
    boolean answer(int code, String json) throws IOException {
        byte[] text = json.getBytes(StandardCharsets.UTF_8);
        say("HTTP/1.1 %d Answer\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                .formatted(code, text.length));
        out.write(text);
        out.flush();
        return true;
    }

    /** Passes an answer on, each piece as it comes: events of a watch wait for nobody. */
    void pass(int code, String type, InputStream body) throws IOException {
        say("HTTP/1.1 %d Answer\r\nContent-Type: %s\r\nTransfer-Encoding: chunked\r\n\r\n".formatted(code, type));
        out.flush();
        byte[] buffer = new byte[16_384];
        for (int read = read(body, buffer); read >= 0; read = read(body, buffer)) {
            if (read > 0) {
                say("%x\r\n".formatted(read));
                out.write(buffer, 0, read);
                say("\r\n");
                out.flush();
            }
        }
        say("0\r\n\r\n");
        out.flush();
    }

    /** Returns the end, too, when the answer was ended or broke off. */
    private static int read(InputStream answer, byte[] buffer) {
        try {
            return answer.read(buffer);
        } catch (IOException ended) {
            return -1;
        }
    }

    /** Passes a request on and all that the caller says after it, until one of both hangs up. */
    void passTo(Head head, Socket server) {
        try {
            OutputStream to = server.getOutputStream();
            StringBuilder text = new StringBuilder("%s %s HTTP/1.1\r\n".formatted(head.method(), head.target()));
            head.headers().forEach((name, value) -> text.append("%s: %s\r\n".formatted(name, value)));
            to.write(text.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
            to.flush();
            in.transferTo(to);
        } catch (IOException hungUp) {
            // Whoever reads the other way sees the end, too.
            Thread.onSpinWait();
        }
    }

    /** Passes all on that the server says, until it hangs up. */
    void passFrom(InputStream server) throws IOException {
        byte[] buffer = new byte[16_384];
        for (int read = read(server, buffer); read >= 0; read = read(server, buffer)) {
            out.write(buffer, 0, read);
            out.flush();
        }
    }

    private void say(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }
}
