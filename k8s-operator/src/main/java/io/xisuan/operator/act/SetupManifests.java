package io.xisuan.operator.act;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The manifests that come with the program: the CRDs, and beside this class what a cluster needs before we act on it. */
final class SetupManifests {
    /** The CRDs' files, in the folder that {@code deploy/crds} is packaged to. */
    static final List<String> CRDS = List.of(
            "sites.xisuan.io.yaml",
            "tariffs.xisuan.io.yaml",
            "tenants.xisuan.io.yaml",
            "trainingjobs.xisuan.io.yaml",
            "voucherprogrammes.xisuan.io.yaml",
            "vouchers.xisuan.io.yaml");

    /** The ConfigMap of the epoch: created where it is missing, and never written again by a setup. */
    static final String LEADER = "leader.yaml";

    /** What is applied once the CRDs are established and the ConfigMap exists, in this order. */
    static final List<String> APPLIED = List.of("rights.yaml", "marks.yaml", "tenants.yaml", "fence.yaml");

    static final String SYSTEM = "system.yaml";

    private SetupManifests() {}

    static String crd(String file) {
        return text("/io/xisuan/operator/crds/" + file);
    }

    /** Returns a manifest with the installation's choices filled in. */
    static String manifest(String file, SetupOptions options) {
        String actions = switch (options.tenantPolicies()) {
            case WARN -> "[\"Warn\", \"Audit\"]";
            case DENY -> "[\"Deny\", \"Audit\"]";
        };
        return template(file)
                .replace("@OPERATOR_USER@", options.operatorUser())
                .replace("@OPERATOR_GROUP@", options.operatorGroup())
                .replace("@OPERATIONS_GROUP@", options.operationsGroup())
                .replace("@FINANCE_GROUP@", options.financeGroup())
                .replace("@TENANTS_GROUP@", options.tenantsGroup())
                .replace("@TENANT_ACTIONS@", actions);
    }

    /** Returns what tells one version's setup from another's, whatever an installation chose. */
    static String digest() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            CRDS.forEach(file -> digest.update(crd(file).getBytes(StandardCharsets.UTF_8)));
            digest.update(template(SYSTEM).getBytes(StandardCharsets.UTF_8));
            APPLIED.forEach(file -> digest.update(template(file).getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException error) {
            throw new IllegalStateException("Every JDK has SHA-256", error);
        }
    }

    private static String template(String file) {
        return text("/io/xisuan/operator/act/" + file);
    }

    private static String text(String resource) {
        try (InputStream in = SetupManifests.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("The program was packaged without " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException error) {
            throw new UncheckedIOException("Reading " + resource, error);
        }
    }
}
