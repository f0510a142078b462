package io.xisuan.operator.act;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.resource.v1.DeviceClaim;
import io.fabric8.kubernetes.api.model.resource.v1.ExactDeviceRequest;
import io.fabric8.kubernetes.api.model.resource.v1.ResourceClaimTemplate;
import io.fabric8.kubernetes.api.model.resource.v1.ResourceClaimTemplateBuilder;
import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.operator.device.DeviceRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The claims of an attempt's pods on nodes with a DRA driver: one template, from which Kubernetes makes a claim for each pod and takes it
 * away with it. So it costs one write of ours whatever the size of the gang, and nothing is left to be swept but the template, which goes
 * with its TrainingJob. The claims bear no marks of ours: their controller could not set them, and whose they are is told by the pods that
 * they are reserved for.
 */
final class DeviceClaims {
    /** What pods call their claim. */
    static final String NAME = "devices";

    private static final String ANOTHERS = "what we never ask for";

    private DeviceClaims() {}

    static String template(AttemptKey attempt) {
        return GangNames.service(attempt);
    }

    /** Returns the template that the gang's pods need, if one of them claims devices; all claim alike. */
    static Optional<ResourceClaimTemplate> of(GangOrder order, long epoch) {
        return order.pods().stream()
                .flatMap(pod -> pod.devices(order.worker().needs()).claim().stream())
                .findFirst()
                .map(claim -> template(order, claim, epoch));
    }

    /** Whether two templates claim the same, but for what the API server fills in. */
    static boolean same(ResourceClaimTemplate wanted, ResourceClaimTemplate found) {
        return asked(found).equals(asked(wanted))
                && asked(found).size() == 1
                && nothingElse(found.getSpec().getSpec().getDevices());
    }

    /** Returns what each request asks for; of one that is not for a number of whole devices of a class, that it is another's. */
    private static List<String> asked(ResourceClaimTemplate template) {
        return template.getSpec().getSpec().getDevices().getRequests().stream()
                .map(request -> request.getName() + ": " + exactly(request.getExactly()))
                .toList();
    }

    private static String exactly(@Nullable ExactDeviceRequest exactly) {
        if (exactly == null) {
            return ANOTHERS;
        }
        boolean plain = !Boolean.TRUE.equals(exactly.getAdminAccess())
                && exactly.getSelectors().isEmpty()
                && exactly.getTolerations().isEmpty()
                && exactly.getCapacity() == null
                && !"All".equals(exactly.getAllocationMode());
        return plain ? exactly.getCount() + " of " + exactly.getDeviceClassName() : ANOTHERS;
    }

    private static boolean nothingElse(DeviceClaim devices) {
        return devices.getConstraints().isEmpty() && devices.getConfig().isEmpty();
    }

    private static ResourceClaimTemplate template(GangOrder order, DeviceRequest.Claim claim, long epoch) {
        ObjectMeta metadata = GangManifests.shared(order, template(order.attempt()), epoch);
        return new ResourceClaimTemplateBuilder()
                .withMetadata(metadata)
                .withNewSpec()
                .withNewSpec()
                .withNewDevices()
                .addNewRequest()
                .withName("accelerators")
                .withNewExactly()
                .withDeviceClassName(claim.deviceClass())
                .withCount((long) claim.devices())
                .endExactly()
                .endRequest()
                .endDevices()
                .endSpec()
                .endSpec()
                .build();
    }
}
