package io.glossa.embedding.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanReportTest {

  @Test
  void lessExactPlanIsChosenWhenItIsFasterByAQuarter() {
    assertThat(
            chosen(trial("fp32", 100, ""), trial("bf16-packed", 200, ""), trial("int8", 249, "")))
        .isEqualTo("bf16-packed");
    assertThat(
            chosen(trial("fp32", 100, ""), trial("bf16-packed", 200, ""), trial("int8", 251, "")))
        .isEqualTo("int8");
    assertThat(chosen(trial("fp32", 100, ""), trial("fp32-packed", 110, ""))).isEqualTo("fp32");
  }

  @Test
  void refusedPlanIsNeverChosen() {
    assertThat(chosen(trial("fp32", 100, ""), trial("int8", 900, "strays"))).isEqualTo("fp32");
    assertThatThrownBy(() -> chosen(trial("fp32", 100, "strays")))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void processorDecidesWhichPlansAreTried() {
    CpuFeatures amx = CpuFeatures.parse(cpu("avx2 avx512_vnni amx_bf16"), "amd64");
    assertThat(PlanSelector.candidates(amx, 0))
        .containsExactly(
            ExecutionPlan.FP32,
            ExecutionPlan.FP32_PACKED,
            ExecutionPlan.BF16_PACKED,
            ExecutionPlan.INT8);
    CpuFeatures old = CpuFeatures.parse(cpu("sse4_2 avx2"), "amd64");
    assertThat(PlanSelector.candidates(old, 0))
        .containsExactly(ExecutionPlan.FP32, ExecutionPlan.FP32_PACKED);
    CpuFeatures unknown = CpuFeatures.parse(List.of(), "aarch64");
    assertThat(PlanSelector.candidates(unknown, 0)).containsExactly(ExecutionPlan.FP32);
    assertThat(PlanSelector.candidates(unknown, 2))
        .contains(ExecutionPlan.CUDA_FP16, ExecutionPlan.CUDA_BF16);
  }

  @Test
  void processorIsReadFromLinux() {
    CpuFeatures cpu = CpuFeatures.parse(cpu("fpu avx512_bf16 avx2 avx512fancy"), "amd64");
    assertThat(cpu.model()).isEqualTo("A processor");
    assertThat(cpu.flags()).isEqualTo(Set.of("avx512_bf16", "avx2"));
    assertThat(CpuFeatures.parse(List.of(), "riscv64").model()).isEqualTo("riscv64");
  }

  @Test
  void engineThatHasNoMemoryIsTold() {
    RuntimeException cpu =
        new IllegalStateException("DefaultCPUAllocator: can't allocate memory: you tried ...");
    RuntimeException gpu = new IllegalStateException("CUDA out of memory. Tried to allocate 2 GiB");
    assertThat(EngineFailures.of(cpu)).isInstanceOf(io.glossa.embedding.ModelMemoryException.class);
    assertThat(EngineFailures.of(gpu)).isInstanceOf(io.glossa.embedding.ModelMemoryException.class);
    assertThat(EngineFailures.of(new IllegalStateException("size mismatch")))
        .isInstanceOf(io.glossa.embedding.InferenceException.class)
        .isNotInstanceOf(io.glossa.embedding.ModelMemoryException.class);
  }

  private static List<String> cpu(String flags) {
    return List.of("processor : 0", "model name\t: A processor", "flags\t\t: " + flags);
  }

  private static PlanReport.Trial trial(String plan, double speed, String refusal) {
    return new PlanReport.Trial(plan, 1, speed, 1, refusal);
  }

  private static String chosen(PlanReport.Trial... trials) {
    return PlanReport.of("machine", List.of(trials)).chosen();
  }
}
