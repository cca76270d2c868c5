using DevFlow.WorkflowEngine.Incidents;

namespace DevFlow.WorkflowEngine.Tests.Incidents;

/// <summary>What people write is no markup of a report, and what is secret in an address is told from what is not.</summary>
public sealed class ReportTextTests
{
    [Theory]
    [InlineData("a *bold* _word_ and ~none~", @"a \*bold\* \_word_ and \~none\~")]
    [InlineData("JWT_SECRET of user:*", @"JWT_SECRET of user:\*")]
    [InlineData("&lt;script&gt; <b>", @"\&lt;script\&gt; \<b\>")]
    [InlineData("[text](https://evil.example) www.evil.example", @"\[text\](https\://evil.example) www\.evil.example")]
    [InlineData("a|b`c\\d\r\n# e", @"a\|b\`c\\d  # e")]
    [InlineData("one\u202Etwo\u2066three\u200Bfour\U000E0041", "onetwothreefour")]
    [InlineData("ht\u200Btps:\u200B//evil.example", @"https\://evil.example")]
    [InlineData("a\u001B[31mb\u2028c\u0085d", @"a \[31mb c d")]
    [InlineData("naïve 😀 — plain", "naïve 😀 — plain")]
    public void Text_of_people_stays_text(string text, string plain) => Assert.Equal(plain, MarkdownText.Plain(text));

    [Theory]
    [InlineData("https://example.org/webhooks")]
    [InlineData("https://example.org/api/v1/incident-notifications/receiver?environment=production")]
    [InlineData("https://example.org/teams/security-2026")]
    [InlineData("https://example.org/")]
    public void Words_of_an_address_are_masked_nowhere(string address) => Assert.Empty(WebhookPath.SecretsIn(new(address)));

    [Theory]
    [InlineData("https://example.org/services/T01AB/xk29fj3LmQ08sPz1/incoming", "xk29fj3LmQ08sPz1")]
    [InlineData("https://example.org/hook?token=0b9c54e1-7d2f-4c7a-9a51-3f2a60c1d7ee", "0b9c54e1-7d2f-4c7a-9a51-3f2a60c1d7ee")]
    [InlineData("https://example.org/hooks/qhxzvbnmrtplkjhgfdswy", "qhxzvbnmrtplkjhgfdswy")]
    public void What_was_drawn_is_masked(string address, string secret) => Assert.Equal([secret], WebhookPath.SecretsIn(new(address)));
}
