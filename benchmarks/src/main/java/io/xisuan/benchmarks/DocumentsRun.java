package io.xisuan.benchmarks;

import io.xisuan.billing.invoice.Invoice;
import io.xisuan.billing.invoice.rendering.InvoicePdf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;

/** Invoices rendered as PDF with Chinese text in an embedded font, one renderer a thread. */
final class DocumentsRun implements Run {
    private static final int BATCH = 10;

    @Override
    public String name() {
        return "documents";
    }

    @Override
    public String about() {
        return "invoices rendered a second as PDF, with Chinese and an embedded font";
    }

    @Override
    public Map<String, String> defaults() {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("days", "3");
        defaults.put("threads", "2");
        defaults.putAll(Rounds.DEFAULTS);
        return defaults;
    }

    @Override
    public Measured measure(Parameters parameters, Consumer<String> progress) {
        SampleMonth month = new SampleMonth(1, 8, parameters.count("days", 1, 31));
        Invoice invoice = CloseRun.invoices(month.closeInput(month.usage())).getFirst();
        int pages = pages(invoice);
        int threads = parameters.count("threads", 1, 256);
        List<InvoicePdf> renderers = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            for (int thread = 0; thread < threads; thread++) {
                renderers.add(new InvoicePdf());
            }
            Rounds rounds = Rounds.of("documents", parameters, () -> rendered(pool, renderers, invoice), progress);
            Optional<Bar> bar = pages == 1 && threads <= 2 ? Optional.of(Bar.atLeast("80")) : Optional.empty();
            return new Measured(
                    List.of(Figure.timed("pdfs-per-second", rounds.perSecond(), "1/s", bar)),
                    List.of("Each PDF has %d page(s) and %d lines; %d threads."
                            .formatted(pages, invoice.content().lines().size(), threads)));
        } finally {
            renderers.forEach(InvoicePdf::close);
        }
    }

    private static int pages(Invoice invoice) {
        try (InvoicePdf pdf = new InvoicePdf();
                PDDocument read = Loader.loadPDF(pdf.render(invoice))) {
            return read.getNumberOfPages();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long rendered(ExecutorService pool, List<InvoicePdf> renderers, Invoice invoice) {
        List<Future<Long>> batches = new ArrayList<>();
        for (InvoicePdf renderer : renderers) {
            batches.add(pool.submit(() -> batch(renderer, invoice)));
        }
        long documents = 0;
        for (Future<Long> batch : batches) {
            documents += finished(batch);
        }
        return documents;
    }

    private static long batch(InvoicePdf renderer, Invoice invoice) {
        long documents = 0;
        for (int i = 0; i < BATCH; i++) {
            documents += renderer.render(invoice).length > 0 ? 1 : 0;
        }
        return documents;
    }

    private static long finished(Future<Long> batch) {
        try {
            return batch.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotMeasured("it was interrupted");
        } catch (ExecutionException e) {
            throw new IllegalStateException("An invoice could not be rendered", e);
        }
    }
}
