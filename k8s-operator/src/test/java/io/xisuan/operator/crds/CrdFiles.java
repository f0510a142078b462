package io.xisuan.operator.crds;

import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.xisuan.operator.api.v1alpha1.Inquiry;
import io.xisuan.operator.api.v1alpha1.Site;
import io.xisuan.operator.api.v1alpha1.Tariff;
import io.xisuan.operator.api.v1alpha1.Tenant;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.api.v1alpha1.Voucher;
import io.xisuan.operator.api.v1alpha1.VoucherProgramme;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes {@code deploy/crds} from the Java types of the custom resources. */
public final class CrdFiles {
    /** How to write the files again; printed wherever they are found to be old. */
    static final String COMMAND = "./mvnw -q -pl k8s-operator -am -Pcrds -DskipTests process-test-classes";

    private static final List<Class<? extends HasMetadata>> KINDS = List.of(
            Inquiry.class,
            Site.class,
            Tariff.class,
            Tenant.class,
            TrainingJob.class,
            Voucher.class,
            VoucherProgramme.class);

    private CrdFiles() {}

    /** Writes one file a kind into the folder named by the first argument. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Files.createDirectories(folder);
        for (Map.Entry<String, String> file : generate().entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue(), StandardCharsets.UTF_8);
        }
    }

    /** Returns the text of each file by its name. */
    static Map<String, String> generate() {
        Map<String, ByteArrayOutputStream> streams = new TreeMap<>();
        CRDGenerator generator = new CRDGenerator()
                .customResourceClasses(KINDS)
                .forCRDVersions("v1")
                .withMinQuotes(true)
                .withPostProcessor(new CrdRules(KINDS))
                .withOutput(new Memory(streams));
        generator.generate();
        Map<String, String> files = new TreeMap<>();
        streams.forEach((name, stream) -> files.put(fileName(name), stream.toString(StandardCharsets.UTF_8)));
        return files;
    }

    private static String fileName(String crdName) {
        return crdName.replaceFirst("-v1$", "") + ".yaml";
    }

    /** Keeps the generated files in memory. */
    private record Memory(Map<String, ByteArrayOutputStream> streams)
            implements CRDGenerator.CRDOutput<ByteArrayOutputStream> {
        @Override
        public ByteArrayOutputStream outputFor(String crdName) {
            return streams.computeIfAbsent(crdName, name -> new ByteArrayOutputStream());
        }

        @Override
        public void close() {}
    }
}
