using DevFlow.KnowledgeHub.Api;
using DevFlow.KnowledgeHub.Documents;
using DevFlow.KnowledgeHub.Ingestion;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace DevFlow.KnowledgeHub.Tests.Documents;

/// <summary>However many documents come at once, a hub works on a few of them at a time: it answers meanwhile, and its memory does not grow with them.</summary>
public sealed class AtOnceTests(HubFixture fixture) : IClassFixture<HubFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_document_waits_for_its_turn_while_the_hub_answers()
    {
        using var client = fixture.Hub.Client();
        await client.IngestAsync("An earlier one of otters.");
        var slots = fixture.Hub.Services.GetRequiredService<IngestionSlots>();
        List<IDisposable> taken = [];
        for (var i = 0; i < IngestionSlots.AtOnce; i++)
            taken.Add(await slots.TakeAsync(Cancellation));

        var sending = client.SendAsync("It waits for its turn.");
        Assert.NotEmpty(await client.SearchAsync("otters"));
        Assert.False(sending.IsCompleted, "It was taken beside as many as may be worked on.");
        taken.ForEach(slot => slot.Dispose());

        using var answer = await sending;
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}");
    }

    [Fact]
    public async Task Who_sends_many_at_once_waits_for_the_own_and_nobody_else_does()
    {
        using var limits = new IngestionLimits(Options.Create(new IngestionLimitOptions()), fixture.Hub.Services.GetRequiredService<DocumentAudit>());
        var (eager, other) = (new Caller("user:eager", IsAdmin: false), new Caller("user:other", IsAdmin: false));
        List<IDisposable> taken = [];
        for (var i = 0; i < IngestionLimits.AtOnce; i++)
            taken.Add(await limits.TakeAsync(eager, Cancellation));

        var next = limits.TakeAsync(eager, Cancellation);
        using var others = await limits.TakeAsync(other, Cancellation);
        Assert.False(next.IsCompleted);
        taken[0].Dispose();

        (await next).Dispose();
        taken.ForEach(turn => turn.Dispose());
    }
}
