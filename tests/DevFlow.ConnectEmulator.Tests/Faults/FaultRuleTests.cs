namespace DevFlow.ConnectEmulator.Tests;

/// <summary>Rules that say too little.</summary>
public sealed class FaultRuleTests
{
    [Theory]
    [InlineData("""{"kind": "latency"}""", "Invalid fault: milliseconds has to be given, from 0")]
    [InlineData("""{"kind": "slow-body", "milliseconds": -1}""", "Invalid fault: milliseconds has to be given, from 0")]
    [InlineData("""{"kind": "clock"}""", "Invalid fault: milliseconds has to be given")]
    [InlineData("""{"kind": "status"}""", "Invalid fault: status has to be given, from 200 to 599")]
    [InlineData("""{"kind": "status", "status": 99}""", "Invalid fault: status has to be given, from 200 to 599")]
    [InlineData("""{"kind": "html", "status": 600}""", "Invalid fault: status has to be from 200 to 599")]
    [InlineData("""{"kind": "drop", "times": 0}""", "Invalid fault: times has to be at least 1")]
    [InlineData("""{"kind": "drop", "times": "twice"}""", "Invalid fault: times is of the wrong kind")]
    public async Task A_rule_that_lacks_something_is_refused(string rule, string message)
    {
        await using var caller = await Caller.StartAsync();

        (await caller.SendAsync("POST", "/emulator/faults", rule, token: null)).IsError(400, message);
        Assert.Empty(caller.Server.Faults.All);
    }

    [Theory]
    [InlineData("""{"kind": "earthquake"}""")]
    [InlineData("""{"kind": 1}""")]
    [InlineData("""{"kind": "drop", "often": true}""")]
    [InlineData("{}")]
    public async Task A_rule_that_is_not_understood_is_answered_with_what_would_be(string rule)
    {
        await using var caller = await Caller.StartAsync();

        (await caller.SendAsync("POST", "/emulator/faults", rule, token: null)).IsError(
            400,
            "Invalid fault: it takes kind (latency, drop, unauthorized, forbidden, status, truncated, html, slow-body, stale, clock), "
            + "times, method, path, milliseconds, status, message, retryAfter, and nothing else");
    }

    [Fact]
    public async Task A_rule_set_in_code_is_checked_too()
    {
        await using var caller = await Caller.StartAsync();

        var error = Assert.Throws<ArgumentException>(() => caller.Server.Faults.Add(new FaultRule { Kind = FaultKind.Status }));

        Assert.StartsWith("status has to be given, from 200 to 599", error.Message, StringComparison.Ordinal);
    }
}
