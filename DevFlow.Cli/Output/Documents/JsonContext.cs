using System.Text.Json.Serialization;
using DevFlow.Cli.Breaching;
using DevFlow.Cli.Granting;
using DevFlow.Cli.Leasing;
using DevFlow.Cli.Rotating;
using DevFlow.Cli.Sharing;
using DevFlow.Cli.Versions;
using DevFlow.Secrets;

namespace DevFlow.Cli.Output;

/// <summary>What the commands print for machines. Source-generated: the tool is compiled ahead of time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(AuditEntryOutput))]
[JsonSerializable(typeof(AuditVerifyOutput))]
[JsonSerializable(typeof(DependenciesOutput))]
[JsonSerializable(typeof(ComparisonOutput))]
[JsonSerializable(typeof(ComplianceOutput))]
[JsonSerializable(typeof(ErrorOutput))]
[JsonSerializable(typeof(ExplainOutput))]
[JsonSerializable(typeof(FinishCall))]
[JsonSerializable(typeof(GetOutput))]
[JsonSerializable(typeof(GrantOutput))]
[JsonSerializable(typeof(GrantRequest))]
[JsonSerializable(typeof(HookOutput))]
[JsonSerializable(typeof(IncidentCall))]
[JsonSerializable(typeof(IncidentPlanOutput))]
[JsonSerializable(typeof(IncidentRecordOutput))]
[JsonSerializable(typeof(InitOutput))]
[JsonSerializable(typeof(InjectOutput))]
[JsonSerializable(typeof(IReadOnlyList<AuditEntryOutput>))]
[JsonSerializable(typeof(IReadOnlyList<SecretOutput>))]
[JsonSerializable(typeof(IReadOnlyList<GrantOutput>))]
[JsonSerializable(typeof(IReadOnlyList<IncidentOutput>))]
[JsonSerializable(typeof(IReadOnlyList<LeaseOutput>))]
[JsonSerializable(typeof(IReadOnlyList<ShareOutput>))]
[JsonSerializable(typeof(IReadOnlyList<VaultSecretVersion>))]
[JsonSerializable(typeof(IReadOnlyList<VersionOutput>))]
[JsonSerializable(typeof(LeaseRequest))]
[JsonSerializable(typeof(MoveOutput))]
[JsonSerializable(typeof(OpenedLease))]
[JsonSerializable(typeof(OpenedOutput))]
[JsonSerializable(typeof(IReadOnlyList<RotateOutput>))]
[JsonSerializable(typeof(IReadOnlyList<RotationPlanOutput>))]
[JsonSerializable(typeof(RotationCall))]
[JsonSerializable(typeof(RotationPreviewOutput))]
[JsonSerializable(typeof(RotationRunOutput))]
[JsonSerializable(typeof(RotationRunStepsOutput))]
[JsonSerializable(typeof(RestoreRequest))]
[JsonSerializable(typeof(RollbackOutput))]
[JsonSerializable(typeof(SetOutput))]
[JsonSerializable(typeof(ScanOutput))]
[JsonSerializable(typeof(SharedContent))]
[JsonSerializable(typeof(SharedOutput))]
[JsonSerializable(typeof(ShareOpenRequest))]
[JsonSerializable(typeof(ShareOutput))]
[JsonSerializable(typeof(ShareRequest))]
[JsonSerializable(typeof(VaultSecret))]
[JsonSerializable(typeof(VerifyOutput))]
internal sealed partial class JsonContext : JsonSerializerContext;
