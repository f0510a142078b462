package io.xisuan.operator.act;

import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.AffinityBuilder;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSecurityContextBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import io.xisuan.model.NodeName;
import io.xisuan.operator.api.Marks;
import java.util.Map;
import java.util.TreeMap;

/**
 * The spec of a gang's pod.
 *
 * <p>The pin is a required node affinity on {@code metadata.name}, with which kube-scheduler looks at that node alone. The security
 * context is the restricted profile of the Pod Security Standards, but for IPC_LOCK where it is ordered.
 */
final class PodSpecs {
    private static final String ARCHITECTURE = "kubernetes.io/arch";

    private PodSpecs() {}

    static PodSpec of(GangOrder order, PodOrder worker) {
        WorkerShape shape = order.worker();
        PodSpecBuilder spec = new PodSpecBuilder()
                .withRestartPolicy("Never")
                .withPriorityClassName(Marks.GUEST_PRIORITY)
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withTerminationGracePeriodSeconds(order.terminationGraceSeconds())
                .withHostname(GangNames.pod(order.attempt(), worker.rank()))
                .withAffinity(pinnedTo(worker.node()))
                .withContainers(container(order, worker))
                .withSecurityContext(security(shape))
                .withVolumes(PodFiles.volumes(order))
                .withImagePullSecrets(shape.program().pullSecrets().stream()
                        .map(LocalObjectReference::new)
                        .toList())
                .addNewToleration()
                .withKey(shape.resourceName())
                .withOperator("Exists")
                .withEffect("NoSchedule")
                .endToleration();
        if (order.pods().size() > 1) {
            spec.withSubdomain(GangNames.service(order.attempt()));
        }
        shape.needs().architecture().ifPresent(name -> spec.addToNodeSelector(ARCHITECTURE, name));
        worker.devices(shape.needs())
                .claim()
                .ifPresent(claim -> spec.addNewResourceClaim()
                        .withName(DeviceClaims.NAME)
                        .withResourceClaimTemplateName(DeviceClaims.template(order.attempt()))
                        .endResourceClaim());
        worker.devices(shape.needs()).scheduler().ifPresent(spec::withSchedulerName);
        order.activeDeadlineSeconds().ifPresent(spec::withActiveDeadlineSeconds);
        return spec.build();
    }

    private static Affinity pinnedTo(NodeName node) {
        return new AffinityBuilder()
                .withNewNodeAffinity()
                .withNewRequiredDuringSchedulingIgnoredDuringExecution()
                .addNewNodeSelectorTerm()
                .addNewMatchField()
                .withKey("metadata.name")
                .withOperator("In")
                .withValues(node.value())
                .endMatchField()
                .endNodeSelectorTerm()
                .endRequiredDuringSchedulingIgnoredDuringExecution()
                .endNodeAffinity()
                .build();
    }

    /** A worker of a stated user owns what it mounts as its group, and a claim that it owns already is not walked through again. */
    private static PodSecurityContext security(WorkerShape worker) {
        PodSecurityContextBuilder security = new PodSecurityContextBuilder()
                .withRunAsNonRoot(true)
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile();
        worker.security()
                .runAsUser()
                .ifPresent(user ->
                        security.withRunAsUser(user).withFsGroup(user).withFsGroupChangePolicy("OnRootMismatch"));
        return security.build();
    }

    private static Container container(GangOrder order, PodOrder pod) {
        WorkerShape worker = order.worker();
        return new ContainerBuilder()
                .withName("worker")
                .withImage(worker.program().image())
                .withCommand(worker.program().command())
                .withArgs(worker.program().args())
                .withEnv(WorkerVariables.of(order, pod.rank()).entrySet().stream()
                        .map(variable -> variable(variable.getKey(), variable.getValue()))
                        .toList())
                .withResources(resources(worker.needs(), pod))
                .withTerminationMessagePolicy("FallbackToLogsOnError")
                .withSecurityContext(security(worker.security()))
                .withVolumeMounts(PodFiles.mounts(order))
                .build();
    }

    private static EnvVar variable(String name, VariableValue value) {
        return switch (value) {
            case VariableValue.Text(String text) -> new EnvVar(name, text, null);
            case VariableValue.FromSecret(String secret, String key) ->
                new EnvVarBuilder()
                        .withName(name)
                        .withNewValueFrom()
                        .withNewSecretKeyRef(key, secret, false)
                        .endValueFrom()
                        .build();
        };
    }

    private static SecurityContext security(WorkerSecurity worker) {
        SecurityContextBuilder security =
                new SecurityContextBuilder().withAllowPrivilegeEscalation(false).withRunAsNonRoot(true);
        var capabilities = security.withNewCapabilities().withDrop("ALL");
        if (worker.ipcLock()) {
            capabilities.withAdd("IPC_LOCK");
        }
        return capabilities.endCapabilities().build();
    }

    private static ResourceRequirements resources(WorkerNeeds needs, PodOrder pod) {
        Map<String, Quantity> amounts = new TreeMap<>();
        pod.devices(needs)
                .resources()
                .forEach((resource, amount) -> amounts.put(resource, new Quantity(Long.toString(amount))));
        needs.others().forEach((resource, count) -> amounts.put(resource, new Quantity(Long.toString(count))));
        if (needs.cpuMillis() > 0) {
            amounts.put("cpu", new Quantity(needs.cpuMillis() + "m"));
        }
        if (needs.memoryMib() > 0) {
            amounts.put("memory", new Quantity(needs.memoryMib() + "Mi"));
        }
        ResourceRequirementsBuilder asked =
                new ResourceRequirementsBuilder().withRequests(amounts).withLimits(amounts);
        if (pod.devices(needs).claim().isPresent()) {
            asked.addNewClaim().withName(DeviceClaims.NAME).endClaim();
        }
        return asked.build();
    }
}
