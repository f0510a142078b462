package io.xisuan.operator.notice.send;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A mail server that misbehaves on demand: a script says what it answers to a command in place of its usual answer. {@link #SILENCE} is
 * no answer, {@link #DRIP} an answer that never ends, {@link #BREAK} the end of the connection.
 */
final class ScriptedSmtp implements AutoCloseable {
    static final String SILENCE = "silence";
    static final String DRIP = "drip";
    static final String BREAK = "break";
    /** What stands for the end of a mail's text. */
    static final String TEXT = ".";

    private static final Map<String, String> USUAL = Map.of(
            "HELLO",
            "220 scripted",
            "EHLO",
            "250-scripted\r\n250-STARTTLS\r\n250 AUTH PLAIN LOGIN",
            "MAIL",
            "250 ok",
            "RCPT",
            "250 ok",
            "DATA",
            "354 go on",
            "AUTH",
            "235 ok",
            TEXT,
            "250 taken",
            "STARTTLS",
            "220 go on",
            "RSET",
            "250 ok",
            "QUIT",
            "221 bye");

    final List<String> texts = new CopyOnWriteArrayList<>();
    private final Map<String, String> script;
    private final Optional<SSLContext> tls;
    private final ServerSocket server;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    ScriptedSmtp(Map<String, String> script, Optional<SSLContext> tls) throws IOException {
        this.script = Map.copyOf(script);
        this.tls = tls;
        this.server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "scripted-smtp");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                sockets.add(socket);
                start(() -> talk(socket));
            }
        } catch (IOException e) {
            // It was closed.
        }
    }

    private void talk(Socket plain) {
        try {
            Socket socket = plain;
            if (!answer(socket, "HELLO")) {
                return;
            }
            BufferedReader in = lines(socket);
            String line = in.readLine();
            while (line != null) {
                String word = line.split("[ :]", 2)[0].toUpperCase(java.util.Locale.ROOT);
                if (!answer(socket, word)) {
                    return;
                }
                if (word.equals("STARTTLS")) {
                    socket = secured(socket);
                    in = lines(socket);
                } else if (word.equals("DATA") && !script.containsKey("DATA")) {
                    texts.add(text(in));
                    if (!answer(socket, TEXT)) {
                        return;
                    }
                }
                line = in.readLine();
            }
        } catch (IOException e) {
            // The other side left.
        }
    }

    private static BufferedReader lines(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    private Socket secured(Socket socket) throws IOException {
        SSLSocket secure = (SSLSocket)
                tls.orElseThrow().getSocketFactory().createSocket(socket, "127.0.0.1", socket.getPort(), true);
        secure.setUseClientMode(false);
        return secure;
    }

    private static String text(BufferedReader in) throws IOException {
        List<String> lines = new ArrayList<>();
        String line = in.readLine();
        while (line != null && !line.equals(".")) {
            lines.add(line);
            line = in.readLine();
        }
        return String.join("\n", lines);
    }

    /** Answers a command; returns whether the talk goes on. */
    private boolean answer(Socket socket, String word) throws IOException {
        String answer = Optional.ofNullable(script.get(word)).orElse(USUAL.getOrDefault(word, "502 unknown"));
        OutputStream out = socket.getOutputStream();
        switch (answer) {
            case SILENCE -> await(1_000_000);
            case BREAK -> socket.close();
            case DRIP -> drip(out);
            default -> {
                out.write((answer + "\r\n").getBytes(StandardCharsets.UTF_8));
                out.flush();
                return true;
            }
        }
        return false;
    }

    private void drip(OutputStream out) throws IOException {
        while (!await(50)) {
            out.write("250-drip\r\n".getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }

    private boolean await(long millis) {
        try {
            return closed.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            server.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
