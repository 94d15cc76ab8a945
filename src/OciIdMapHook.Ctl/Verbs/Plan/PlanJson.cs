using System.Text.Json.Serialization;
using OciIdMapHook.Operations;

namespace OciIdMapHook.Ctl;

/// <summary>What <c>plan</c> writes with <c>--json</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [
    typeof(CamelCaseEnumConverter<ContainerStage>), typeof(CamelCaseEnumConverter<PlanOutcome>),
    typeof(CamelCaseEnumConverter<ChangeKind>)])]
[JsonSerializable(typeof(ContainerPlan))]
internal sealed partial class PlanJson : JsonSerializerContext;
