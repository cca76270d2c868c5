namespace DevFlow.Cli.Leasing;

/// <summary>A lease with what to connect with. No record: what is printed by mistake is the name of the type.</summary>
internal sealed class OpenedLease
{
    public required LeaseOutput Lease { get; init; }

    public required string Host { get; init; }

    public required int Port { get; init; }

    public required string Database { get; init; }

    public required string User { get; init; }

    public required string Password { get; init; }

    public required string Url { get; init; }
}
