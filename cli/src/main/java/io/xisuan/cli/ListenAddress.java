package io.xisuan.cli;

import io.xisuan.model.InputException;
import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a command serves pages, as it is written on the command line: HOST:PORT, or :PORT for all addresses. */
public final class ListenAddress {
    private static final Pattern WRITTEN = Pattern.compile("(|\\[[0-9a-fA-F:.]+]|[^:\\s]+):(\\d{1,5})");
    private static final int LAST_PORT = 65_535;

    private ListenAddress() {}

    /**
     * @throws InputException when it is written otherwise, or the host is not known
     */
    public static InetSocketAddress parse(String listen) {
        Matcher written = WRITTEN.matcher(listen);
        if (!written.matches() || Integer.parseInt(written.group(2)) > LAST_PORT) {
            throw InputException.of("--listen %s: write HOST:PORT or :PORT, as 0.0.0.0:9460".formatted(listen));
        }
        int port = Integer.parseInt(written.group(2));
        InetSocketAddress address = written.group(1).isEmpty()
                ? new InetSocketAddress(port)
                : new InetSocketAddress(written.group(1), port);
        if (address.isUnresolved()) {
            throw InputException.of("--listen %s: this host is not known".formatted(listen));
        }
        return address;
    }
}
