package io.xisuan.operator.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.party.ContractsCsv;
import io.xisuan.billing.party.SuppliersCsv;
import io.xisuan.operator.manifest.ManifestReader;
import io.xisuan.operator.manifest.ManifestText;
import io.xisuan.operator.manifest.Manifests;
import io.xisuan.operator.translate.NodeTranslation;
import io.xisuan.operator.translate.Submission;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The sample of {@code deploy/samples/cluster}, as it stands or with one thing changed. */
record ClusterSample(SortedMap<String, String> texts) {
    static final Path SAMPLES = Path.of(System.getProperty("xisuan.root", ".")).resolve("deploy/samples");
    static final long NOW = Instant.parse("2026-06-15T02:00:00Z").toEpochMilli();
    static final LocalDate FIRST_OF_MONTH = LocalDate.parse("2026-06-01");

    static ClusterSample read() {
        return new ClusterSample(texts(SAMPLES.resolve("cluster")));
    }

    /** Returns the texts of a folder's files by name. */
    static SortedMap<String, String> texts(Path folder) {
        SortedMap<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                texts.put(file.getFileName().toString(), Files.readString(file, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }

    /** Returns the sample with another text in one place. */
    ClusterSample with(String file, String right, String wrong) {
        String text = text(file);
        assertThat(text).contains(right);
        SortedMap<String, String> changed = new TreeMap<>(texts);
        changed.put(file, text.replace(right, wrong));
        return new ClusterSample(changed);
    }

    /** Returns the sample with one more file; one of the same name is replaced. */
    ClusterSample plus(String file, String text) {
        SortedMap<String, String> more = new TreeMap<>(texts);
        more.put(file, text);
        return new ClusterSample(more);
    }

    ClusterSample without(String file) {
        SortedMap<String, String> less = new TreeMap<>(texts);
        assertThat(less.remove(file)).isNotNull();
        return new ClusterSample(less);
    }

    Manifests manifests() {
        List<ManifestText> manifests = new ArrayList<>();
        texts.forEach((file, text) -> {
            if (file.endsWith(".yaml")) {
                manifests.add(new ManifestText(file, text));
            }
        });
        return new ManifestReader().parseLoose(manifests);
    }

    MarketInput.Books books() {
        return new MarketInput.Books(
                SuppliersCsv.read("suppliers.csv", new StringReader(text("suppliers.csv"))),
                ContractsCsv.read("contracts.csv", new StringReader(text("contracts.csv"))));
    }

    SiteNodes nodes() {
        Manifests manifests = manifests();
        return SiteNodes.of(
                manifests.sites(),
                manifests.nodes().stream()
                        .map(node -> new SiteNodes.Source(
                                node.getMetadata().getName(),
                                node.getMetadata().getLabels(),
                                site -> NodeTranslation.shape(site, node, List.of())))
                        .toList());
    }

    Assembled assembled() {
        return assembled(List.of());
    }

    /** Returns the market, with grants that were recorded before. */
    Assembled assembled(List<GrantSource> recorded) {
        Manifests manifests = manifests();
        List<GrantSource> grants = new ArrayList<>();
        manifests.vouchers().forEach(voucher -> grants.add(GrantSource.of(voucher)));
        grants.addAll(recorded);
        return MarketAssembly.of(new MarketInput(
                new MarketInput.Resources(
                        manifests.sites(),
                        manifests.tenants(),
                        manifests.tariffs(),
                        manifests.programmes(),
                        grants,
                        manifests.jobs().stream()
                                .map(job -> new JobSource(
                                        job,
                                        new Submission(
                                                "uid-" + job.getMetadata().getName(), NOW)))
                                .toList(),
                        manifests.tenantsByNamespace()),
                books(),
                nodes().shapes(),
                NOW,
                FIRST_OF_MONTH));
    }

    private String text(String file) {
        return Map.copyOf(texts).getOrDefault(file, "");
    }
}
