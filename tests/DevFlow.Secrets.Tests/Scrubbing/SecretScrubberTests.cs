namespace DevFlow.Secrets.Tests.Scrubbing;

public class SecretScrubberTests
{
    private const string Value = "c4n4ry-0f/the+mine";

    private readonly SecretScrubber _scrubber = new();

    [Theory]
    [InlineData("c4n4ry-0f/the+mine", "***")]
    [InlineData("key=c4n4ry-0f/the+mine;", "key=***;")]
    [InlineData("c4n4ry-0f/the+minec4n4ry-0f/the+mine", "******")]
    [InlineData("c4n4ry-0f/the+mine and c4n4ry-0f/the+mine", "*** and ***")]
    [InlineData("C4N4RY-0F/THE+MINE", "C4N4RY-0F/THE+MINE")]
    [InlineData("c4n4ry-0f/the+min", "c4n4ry-0f/the+min")]
    [InlineData("", "")]
    public void A_value_is_masked_wherever_it_stands(string text, string expected)
    {
        _scrubber.Register(Value);

        Assert.Equal(expected, _scrubber.Scrub(text));
        Assert.Equal(text != expected, _scrubber.Contains(text));
    }

    [Fact]
    public void A_text_without_a_value_is_the_same_instance()
    {
        _scrubber.Register(Value);
        var text = new string('c', 200);

        Assert.Same(text, _scrubber.Scrub(text));
    }

    [Fact]
    public void Values_that_overlap_are_masked_as_one()
    {
        _scrubber.Register(["first-then", "then-second", "first-then-second-then-third"]);

        Assert.Equal("a *** z", _scrubber.Scrub("a first-then-second z"));
        Assert.Equal("a *** z", _scrubber.Scrub("a first-then-second-then-third z"));
    }

    [Theory]
    [InlineData("1234567", false)]
    [InlineData("  1234567  ", false)]
    [InlineData("12345678", true)]
    public void A_value_of_less_than_eight_characters_is_not_taken(string value, bool taken)
    {
        Assert.Equal(taken, SecretScrubber.CanMask(value));
        Assert.Equal(taken, _scrubber.Register(value));
        Assert.Equal(taken, _scrubber.Contains(value));
    }

    [Fact]
    public void A_batch_answers_how_many_it_took() =>
        Assert.Equal(2, _scrubber.Register([Value, "short", Value]));

    [Fact]
    public void A_line_break_around_a_value_does_not_count()
    {
        _scrubber.Register($"{Value}\r\n");

        Assert.Equal("it is ***.", _scrubber.Scrub($"it is {Value}."));
    }

    [Fact]
    public void Of_a_key_file_every_long_line_is_masked_and_no_header()
    {
        const string Key = "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkq\nhkiG9w0BAQEFAASC\nAgEAAoIBAQ==\n-----END PRIVATE KEY-----\n";
        _scrubber.Register(Key);

        Assert.Equal("***\n", _scrubber.Scrub(Key));
        Assert.Equal("line ***", _scrubber.Scrub("line hkiG9w0BAQEFAASC"));
        Assert.Equal("AgEAAoIBAQ==", _scrubber.Scrub("AgEAAoIBAQ=="));
        Assert.Equal("-----BEGIN PRIVATE KEY-----", _scrubber.Scrub("-----BEGIN PRIVATE KEY-----"));
    }

    [Theory]
    [InlineData("postgresql://user:c4n4ry%2Fpass@db:5432/devflow")]
    [InlineData("amqps://user:c4n4ry%2Fpass@rabbit")]
    [InlineData("postgresql://db/devflow?user=u&sslpassword=c4n4ry%2Fpass&sslmode=require")]
    [InlineData("redis://a:12345678@one,redis://b:c4n4ry%2fpass@two")]
    public void The_password_of_a_url_is_masked_by_itself_encoded_and_decoded(string url)
    {
        Assert.True(_scrubber.RegisterPasswordOf(url));

        Assert.Equal("a *** b", _scrubber.Scrub("a c4n4ry/pass b"));
        Assert.Equal("a *** b", _scrubber.Scrub("a c4n4ry%2Fpass b"));
        Assert.DoesNotContain("c4n4ry", _scrubber.Scrub(url), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host=db;Username=u;Password=c4n4ry/pass;Database=d")]
    [InlineData("postgresql://user:c4n4ry/pass@db/devflow")]
    [InlineData("https://user:c4n4ry/pass@host/path?at=me@there")]
    public void A_password_with_stray_characters_is_found_too(string text)
    {
        Assert.True(_scrubber.RegisterPasswordOf(text));

        Assert.DoesNotContain("c4n4ry", _scrubber.Scrub("login with c4n4ry/pass"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://localhost:8080/path?at=me@there")]
    [InlineData("postgresql://postgres@localhost/devflow")]
    [InlineData("postgresql://user:short@db/devflow")]
    [InlineData("no URL at all")]
    public void A_url_without_a_long_password_gives_nothing_to_mask(string url)
    {
        Assert.False(_scrubber.RegisterPasswordOf(url));
        Assert.Equal(url, _scrubber.Scrub(url));
    }

    [Fact]
    public void A_secret_url_is_masked_and_its_password_by_itself()
    {
        _scrubber.Register("postgresql://user:c4n4ry-pass@db/devflow");

        Assert.Equal("to ***", _scrubber.Scrub("to postgresql://user:c4n4ry-pass@db/devflow"));
        Assert.Equal("with ***", _scrubber.Scrub("with c4n4ry-pass"));
    }

    [Fact]
    public void What_it_prints_names_no_value()
    {
        _scrubber.Register(Value);

        Assert.Matches("^SecretScrubber with [0-9]+ forms$", _scrubber.ToString());
        Assert.Equal("{}", System.Text.Json.JsonSerializer.Serialize(_scrubber));
    }

    [Fact]
    public void A_look_without_a_find_allocates_nothing()
    {
        _scrubber.Register(Enumerable.Range(0, 60).Select(i => $"{i}-{Value}-{i}"));
        var text = string.Concat(Enumerable.Repeat("GET /api/secrets/status responded 200 in 3 ms. ", 4));
        _scrubber.Scrub(text);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            _scrubber.Scrub(text);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(0, allocated);
    }

    [Fact]
    public async Task Values_registered_meanwhile_are_masked_from_the_next_look_on()
    {
        var values = Enumerable.Range(0, 200).Select(i => $"value-{i:D4}-of-many").ToArray();
        var writers = Enumerable.Range(0, 4).Select(writer => Task.Run(
            () =>
            {
                foreach (var value in values.Where((_, i) => i % 4 == writer))
                {
                    using (_scrubber.RegisterForRequest(value))
                        Assert.Equal("***", _scrubber.Scrub(value));
                    Assert.True(_scrubber.Register(value));
                    Assert.Equal("***", _scrubber.Scrub(value));
                }
            },
            TestContext.Current.CancellationToken));

        await Task.WhenAll(writers);

        Assert.All(values, value => Assert.Equal("***", _scrubber.Scrub(value)));
    }

    [Theory]
    [InlineData("postgres://postgres:postgres@db/x", "postgres is ready")]
    [InlineData("postgres://app-of-us:app-of-us@db/x", "app-of-us is ready")]
    [InlineData("Host=db;Password=password", "the password is wrong")]
    public void A_password_that_is_an_ordinary_word_or_its_user_is_not_masked_by_itself(string url, string line)
    {
        var scrubber = new SecretScrubber();
        scrubber.Register(url);

        Assert.False(scrubber.RegisterPasswordOf(url));
        Assert.Equal(line, scrubber.Scrub(line));
        Assert.Equal("at ***", scrubber.Scrub($"at {url}"));
    }
}
