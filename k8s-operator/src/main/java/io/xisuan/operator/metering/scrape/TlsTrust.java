package io.xisuan.operator.metering.scrape;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How a target proves over TLS who it is, and how we do.
 *
 * @param caFile certificates (PEM) that sign the target's; empty for those that the Java runtime trusts
 * @param serverName the name in the target's certificate; empty for the host that is asked
 * @param insecure whether any certificate is taken: anybody between us and the target may then write its answers
 * @param identity our own certificate, where the target wants one
 */
public record TlsTrust(
        Optional<Path> caFile, Optional<String> serverName, boolean insecure, Optional<Identity> identity) {
    /** What the Java runtime trusts, for the host that is asked. */
    public static final TlsTrust STANDARD = new TlsTrust(Optional.empty(), Optional.empty(), false, Optional.empty());

    public TlsTrust {
        if (insecure && (caFile.isPresent() || serverName.isPresent())) {
            throw new IllegalArgumentException("An insecure target proves nothing: name no caFile and no serverName");
        }
    }

    /**
     * Our own certificate.
     *
     * @param certFile the certificate and those between it and its root (PEM)
     * @param keyFile its private key (PEM, PKCS #8, not encrypted)
     */
    public record Identity(Path certFile, Path keyFile) {}
}
