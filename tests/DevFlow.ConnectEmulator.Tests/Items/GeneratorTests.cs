namespace DevFlow.ConnectEmulator.Tests;

/// <summary>Values of the server's making.</summary>
public sealed class GeneratorTests
{
    [Theory]
    [InlineData("{}", "^[a-zA-Z0-9!@._*#$%^&+=?~-]{32}$")]
    [InlineData("""{"length": 1}""", "^.$")]
    [InlineData("""{"length": 64, "characterSets": ["DIGITS"]}""", "^[0-9]{64}$")]
    [InlineData("""{"characterSets": ["LETTERS"]}""", "^[a-zA-Z]{32}$")]
    [InlineData("""{"characterSets": ["LETTERS", "DIGITS"], "excludeCharacters": "abc123"}""", "^[d-zA-Z04-9]{32}$")]
    [InlineData("""{"length": 5, "characterSets": ["DIGITS"], "excludeCharacters": "012345678"}""", "^99999$")]
    public async Task A_value_follows_its_recipe(string recipe, string pattern)
    {
        await using var caller = await Caller.StartAsync();

        var made = await PostAsync(caller, $$"""{"label": "f", "generate": true, "recipe": {{recipe}}}""");

        Assert.Matches(pattern, (string?)made.Field("f")["value"]);
    }

    [Fact]
    public async Task No_two_values_are_the_same()
    {
        await using var caller = await Caller.StartAsync();

        var first = await PostAsync(caller, """{"label": "f", "generate": true}""");
        var second = await PostAsync(caller, """{"label": "f", "generate": true}""");

        Assert.NotEqual((string?)first.Field("f")["value"], (string?)second.Field("f")["value"]);
    }

    [Fact]
    public async Task A_value_that_was_given_is_kept()
    {
        await using var caller = await Caller.StartAsync();

        Assert.Equal("given", (string?)(await PostAsync(caller, """{"label": "f", "generate": true, "value": "given"}""")).Field("f")["value"]);
    }

    [Theory]
    [InlineData("""{"length": 0}""", "Invalid recipe: length has to be from 1 to 64")]
    [InlineData("""{"length": 65}""", "Invalid recipe: length has to be from 1 to 64")]
    [InlineData("""{"length": "long"}""", "Invalid length: a whole number is expected")]
    [InlineData("""{"characterSets": ["EMOJI"]}""", "Invalid recipe: characterSets has to be some of LETTERS, DIGITS, SYMBOLS, each once")]
    [InlineData("""{"characterSets": ["DIGITS", "DIGITS"]}""", "Invalid recipe: characterSets has to be some of LETTERS, DIGITS, SYMBOLS, each once")]
    [InlineData("""{"characterSets": ["DIGITS"], "excludeCharacters": "0123456789"}""", "Invalid recipe: excludeCharacters leaves no character")]
    public async Task A_recipe_that_cannot_be_followed_is_refused(string recipe, string message)
    {
        await using var caller = await Caller.StartAsync();

        (await PostAsync(caller, $$"""{"label": "f", "generate": true, "recipe": {{recipe}}}""")).IsError(400, message);
    }

    private static Task<Reply> PostAsync(Caller caller, string field) => caller.SendAsync(
        "POST", Known.Items, $$"""{"vault": {"id": "{{Known.DevFlow}}"}, "category": "LOGIN", "fields": [{{field}}]}""");
}
