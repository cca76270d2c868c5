using DevFlow.Hosting.Local;

namespace DevFlow.Hosting.Tests.Console;

public sealed class LogLineTextTests
{
    [Fact]
    public void A_line_of_the_json_console_is_shown_as_a_sentence() => Assert.Equal(
        "warn DatabaseSetup: the database is not ready",
        LogLineText.ForPeople("""{"Timestamp":"2026-11-24T10:00:00Z","LogLevel":"Warning","Category":"My.Service.DatabaseSetup","Message":"the database is not ready"}"""));

    [Fact]
    public void An_exception_follows_its_message() => Assert.Equal(
        "fail Worker: it broke\nSystem.Exception: why",
        LogLineText.ForPeople("""{"LogLevel":"Error","Category":"Worker","Message":"it broke","Exception":"System.Exception: why"}"""));

    [Theory]
    [InlineData("plain text")]
    [InlineData("")]
    [InlineData("{ not json }")]
    [InlineData("""{"event":"of another program"}""")]
    [InlineData("""{"LogLevel":3,"Message":"numbers are not words"}""")]
    public void Any_other_line_stays_as_it_is(string line) => Assert.Equal(line, LogLineText.ForPeople(line));
}
