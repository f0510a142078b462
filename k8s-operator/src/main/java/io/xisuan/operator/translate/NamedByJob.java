package io.xisuan.operator.translate;

import io.xisuan.operator.act.NamedObject;
import io.xisuan.operator.act.NamedObject.Kind;
import io.xisuan.operator.act.PodVolume;
import io.xisuan.operator.act.PodVolume.Source;
import io.xisuan.operator.api.v1alpha1.EnvironmentVariable;
import io.xisuan.operator.api.v1alpha1.JobVariant;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.api.v1alpha1.TrainingJobSpec;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/** What a job names in its namespace and what must be there before its pods can start: claims, Secrets, ConfigMaps. */
public final class NamedByJob {
    private NamedByJob() {}

    /** Returns each object once; of a job that cannot be understood none. */
    public static SortedSet<NamedObject> of(TrainingJob job) {
        try {
            return Collections.unmodifiableSortedSet(named(job));
        } catch (FieldRefusal refusal) {
            return Collections.emptySortedSet();
        }
    }

    private static SortedSet<NamedObject> named(TrainingJob job) {
        TrainingJobSpec spec = job.getSpec();
        String namespace = job.getMetadata().getNamespace();
        SortedSet<NamedObject> named = new TreeSet<>();
        for (PodVolume volume : WorkerStorage.volumes(spec)) {
            named.add(
                    switch (volume.source()) {
                        case Source.Claim(String name) -> new NamedObject(Kind.CLAIM, namespace, name);
                        case Source.SecretKeys(String name) -> new NamedObject(Kind.SECRET, namespace, name);
                        case Source.ConfigMapKeys(String name) -> new NamedObject(Kind.CONFIG_MAP, namespace, name);
                    });
        }
        spec.imagePullSecrets().forEach(name -> named.add(new NamedObject(Kind.SECRET, namespace, name)));
        for (JobVariant variant : spec.variants()) {
            for (EnvironmentVariable variable : variant.env()) {
                if (variable.secret() != null) {
                    named.add(new NamedObject(
                            Kind.SECRET, namespace, variable.secret().name()));
                }
            }
        }
        return named;
    }
}
