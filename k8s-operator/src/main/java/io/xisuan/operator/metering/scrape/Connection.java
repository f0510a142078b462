package io.xisuan.operator.metering.scrape;

import io.xisuan.operator.metering.evidence.GapCause;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** A connection to one target, which may serve for many questions, one after the other. */
final class Connection implements Closeable {
    private final Socket wire;
    private final Socket socket;

    private Connection(Socket wire, Socket socket) {
        this.wire = wire;
        this.socket = socket;
    }

    /** Connects, without TLS; the deadline guards the connection from its first packet on. */
    static Connection open(ScrapeTarget target, InetAddress address, int millis, Deadline deadline)
            throws IOException, FetchFailure {
        Socket wire = new Socket();
        deadline.guard(wire);
        try {
            wire.setTcpNoDelay(true);
            connect(wire, new InetSocketAddress(address, target.port()), millis);
            return new Connection(wire, wire);
        } catch (IOException | FetchFailure e) {
            wire.close();
            throw e;
        }
    }

    private static void connect(Socket wire, InetSocketAddress address, int millis) throws IOException, FetchFailure {
        try {
            wire.connect(address, millis);
        } catch (SocketTimeoutException e) {
            throw new FetchFailure(GapCause.UNREACHABLE, "no connection within %d ms".formatted(millis));
        }
    }

    /** Agrees with the target on TLS; the connection that comes of it is used instead of this one. */
    Connection secured(ScrapeTarget target, TlsContexts tls) throws IOException, FetchFailure {
        TlsTrust trust = target.access().tls();
        SSLSocketFactory factory = tls.of(trust);
        String name = trust.serverName().orElse(target.host());
        SSLSocket secured = (SSLSocket) factory.createSocket(wire, name, target.port(), true);
        if (!trust.insecure()) {
            SSLParameters parameters = secured.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secured.setSSLParameters(parameters);
        }
        secured.startHandshake();
        return new Connection(wire, secured);
    }

    /** Says whether the target sent something unasked, as it does when it ends the connection. */
    boolean spoke() throws IOException {
        return wire.getInputStream().available() > 0;
    }

    InputStream input() throws IOException {
        return socket.getInputStream();
    }

    OutputStream output() throws IOException {
        return socket.getOutputStream();
    }

    /** Cuts the connection, without a farewell that might wait. */
    @Override
    public void close() throws IOException {
        wire.close();
    }
}
