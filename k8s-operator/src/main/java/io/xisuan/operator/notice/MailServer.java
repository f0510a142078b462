package io.xisuan.operator.notice;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A mail server that takes our mail.
 *
 * @param account who we are there; empty where it asks nobody
 * @param caFile whose certificates are trusted; empty for the usual ones
 * @param patience how long it may be silent, and three times that a message may take
 */
public record MailServer(
        String host, int port, Security security, Optional<Account> account, Optional<Path> caFile, Duration patience) {
    /** How the connection is kept secret. */
    public enum Security {
        /** TLS from the first byte, usually port 465. */
        TLS,
        /** Plain at first, then TLS or nothing, usually port 587. */
        STARTTLS,
        /** Not at all; for a relay on the same host. */
        NONE
    }

    /**
     * An account of the server.
     *
     * @param passwordFile a file with the password, or the app's code, alone
     */
    public record Account(String user, Path passwordFile) {}

    public MailServer {
        if (host.isBlank() || port < 1 || port > 65_535) {
            throw new IllegalArgumentException("host \"%s\" with port %d is no server".formatted(host, port));
        }
        if (security == Security.NONE && account.isPresent()) {
            throw new IllegalArgumentException("an account needs security: tls or starttls");
        }
    }
}
