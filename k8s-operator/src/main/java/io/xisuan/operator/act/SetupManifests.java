package io.xisuan.operator.act;

import io.xisuan.operator.api.Marks;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** The manifests that come with the program: the CRDs, and beside this class what a cluster needs before we act on it. */
final class SetupManifests {
    /** The CRDs' files, in the folder that {@code deploy/crds} is packaged to. */
    static final List<String> CRDS = List.of(
            "inquiries.xisuan.io.yaml",
            "sites.xisuan.io.yaml",
            "tariffs.xisuan.io.yaml",
            "tenants.xisuan.io.yaml",
            "trainingjobs.xisuan.io.yaml",
            "voucherprogrammes.xisuan.io.yaml",
            "vouchers.xisuan.io.yaml");

    /** The ConfigMap of the epoch: created where it is missing, and never written again by a setup. */
    static final String LEADER = "leader.yaml";

    /** What is applied once the CRDs are established and the ConfigMap exists, in this order; the fence stands for all when it is in force. */
    static final List<String> POLICIES = List.of("marks.yaml", "tenants.yaml", "fence.yaml");

    /** The operator's own rights, and those of people that no policy has to narrow. */
    static final String RIGHTS = "rights.yaml";

    /** Rights of people that are only narrow enough under a policy: given last, and nothing that the operator needs to begin. */
    static final String NARROWED = "narrowed.yaml";

    /** All that is applied after the CRDs, in this order: the policies are in force before the first right is given. */
    static final List<String> APPLIED =
            Stream.concat(POLICIES.stream(), Stream.of(RIGHTS, NARROWED)).toList();

    static final String SYSTEM = "system.yaml";

    /** The annotation of all that a setup applies: the digest of the version that applied it. */
    static final String DIGEST = Marks.PREFIX + "setup";

    private SetupManifests() {}

    static String crd(String file) {
        return text("/io/xisuan/operator/crds/" + file);
    }

    /**
     * Returns a manifest with the installation's choices filled in.
     *
     * @param defaultClass the priority class that the cluster gives to pods that name none; "" for none
     */
    static String manifest(String file, SetupOptions options, String defaultClass) {
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
                .replace("@TENANT_ACTIONS@", actions)
                .replace("@DEFAULT_CLASS@", defaultClass);
    }

    /** Returns all manifests as one text that can be applied as it stands: the kinds first, what needs them after them. */
    static String all(SetupOptions options, String defaultClass) {
        List<String> texts = new ArrayList<>();
        texts.add(marked(manifest(SYSTEM, options, defaultClass)));
        CRDS.forEach(file -> texts.add(marked(crd(file))));
        texts.add(manifest(LEADER, options, defaultClass));
        APPLIED.forEach(file -> texts.add(marked(manifest(file, options, defaultClass))));
        return String.join("---\n", texts);
    }

    /** Marks each object with the digest, as a setup does; the chart's template _setup.tpl does the same. */
    private static String marked(String yaml) {
        return yaml.replaceAll(
                "(?m)^metadata:$", "metadata:\n  annotations:\n    %s: \"%s\"".formatted(DIGEST, digest()));
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
