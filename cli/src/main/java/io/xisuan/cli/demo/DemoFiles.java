package io.xisuan.cli.demo;

import io.xisuan.billing.invoice.Invoice;
import io.xisuan.billing.invoice.rendering.InvoiceFiles;
import io.xisuan.billing.invoice.rendering.InvoicePdf;
import io.xisuan.cli.output.Documents;
import io.xisuan.cli.output.UtilisationChart;
import io.xisuan.cli.output.UtilisationChart.Use;
import io.xisuan.cli.output.UtilisationSvg;
import io.xisuan.model.InputException;
import io.xisuan.operator.metering.lifecycle.InventoryClosure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The demo's output folder. Everything is written beside it first and moved into place at the end, so that a failure leaves
 * nothing half written.
 */
final class DemoFiles implements AutoCloseable {
    private static final String MARK = "summary.json";

    private final Path folder;
    private final Path draft;

    /**
     * @throws InputException when the folder holds something that is not an earlier demo's output
     */
    DemoFiles(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
        this.draft = this.folder.resolveSibling("." + this.folder.getFileName() + ".unfinished");
        refuseForeign(this.folder);
        delete(draft);
        create();
    }

    /** Returns where the usage journal is written. */
    Path journal() {
        return draft.resolve("journal");
    }

    void write(Summary summary, List<Invoice> invoices, List<SiteReport> sites) {
        try (InvoicePdf pdf = new InvoicePdf()) {
            for (Invoice invoice : invoices) {
                for (Map.Entry<String, byte[]> file :
                        InvoiceFiles.of(invoice, pdf).entrySet()) {
                    Files.write(draft.resolve("invoices").resolve(file.getKey()), file.getValue());
                }
            }
            Files.writeString(draft.resolve("journal-key.pub"), DemoKeys.publicKey(), StandardCharsets.US_ASCII);
            Files.writeString(draft.resolve("utilisation.svg"), UtilisationSvg.draw(chart(summary, sites)));
            Files.writeString(draft.resolve(MARK), Documents.json(summary), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts the finished output in the place of an earlier one. */
    void publish() {
        delete(folder);
        try {
            Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes what was not published. */
    @Override
    public void close() {
        delete(draft);
    }

    private static UtilisationChart chart(Summary summary, List<SiteReport> reports) {
        List<UtilisationChart.Site> sites = reports.stream()
                .map(report -> new UtilisationChart.Site(
                        report.name() + " " + report.site(),
                        report.month().devices(),
                        report.days().stream().map(DemoFiles::shares).toList()))
                .toList();
        return new UtilisationChart(io.xisuan.model.BillingPeriod.parse(summary.period()), 1, sites);
    }

    private static UtilisationChart.Shares shares(InventoryClosure day) {
        Map<Use, Long> millis = new EnumMap<>(Use.class);
        millis.put(Use.BACKGROUND, day.background().value());
        millis.put(Use.BILLED, day.billed().value());
        millis.put(Use.HELD_UNBILLED, day.heldUnbilled().value());
        millis.put(Use.IDLE, day.idle().value());
        millis.put(Use.UNAVAILABLE, day.unavailable().value());
        return UtilisationChart.Shares.of(millis);
    }

    private static void refuseForeign(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        if (!Files.isDirectory(folder)) {
            throw InputException.of("--out: %s is a file: name a folder".formatted(folder));
        }
        try (Stream<Path> entries = Files.list(folder)) {
            if (!Files.exists(folder.resolve(MARK)) && entries.findAny().isPresent()) {
                throw InputException.of(
                        "--out: %s holds other files: name an empty folder or an earlier demo's".formatted(folder));
            }
        } catch (IOException e) {
            throw InputException.of("--out: %s cannot be read: %s".formatted(folder, e.getMessage()));
        }
    }

    private void create() {
        try {
            Files.createDirectories(draft.resolve("invoices"));
        } catch (IOException e) {
            throw InputException.of("--out: %s cannot be made: %s".formatted(folder, e.getMessage()));
        }
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
