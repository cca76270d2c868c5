namespace DevFlow.ConnectEmulator.Tests;

/// <summary>The filters of the two lists.</summary>
public sealed class FilterTests
{
    [Theory]
    [InlineData("title%20eq%20%22Sign%20in%22", "Sign in")]
    [InlineData("title+eq+%22Sign+in%22", "Sign in")]
    [InlineData("title+eq+%22sIGN+IN%22", "Sign in")]
    [InlineData("TITLE+EQ+%22Sign+in%22", "Sign in")]
    [InlineData("++title++eq++%22Sign+in%22++", "Sign in")]
    [InlineData("title+eq+%22Twin%22", "Twin,Twin")]
    [InlineData("title+co+%22w%22", "Twin,Twin")]
    [InlineData("title+eq+%22none%22", "")]
    [InlineData("title+eq+%22%22", "")]
    [InlineData("title+eq+%22Say+%5C%22hi%5C%22+%5C%5C+%26+%231%22", "Say \"hi\" \\ & #1")]
    [InlineData("", "Sign in,Papers,Bare,Twin,Twin,Say \"hi\" \\ & #1")]
    public async Task Items_are_found_by_title(string filter, string titles)
    {
        await using var caller = await Caller.StartAsync();

        Assert.Equal(titles, string.Join(',', (await caller.GetAsync($"{Known.Items}?filter={filter}")).Titles));
    }

    [Theory]
    [InlineData("name+eq+%22devflow%22", "DevFlow")]
    [InlineData("title%20eq%20%22DevFlow%22", "DevFlow")]
    [InlineData("name+co+%22O%22", "DevFlow,Other")]
    [InlineData("name+eq+%22Twins%22", "Twins,Twins")]
    public async Task Vaults_are_found_by_name_or_title(string filter, string names)
    {
        await using var caller = await Caller.StartAsync();

        Assert.Equal(names, string.Join(',', (await caller.GetAsync($"/v1/vaults?filter={filter}")).Titles));
    }

    [Theory]
    [InlineData("'")]
    [InlineData("title")]
    [InlineData("title+eq+Bare")]
    [InlineData("title+eq+'Bare'")]
    [InlineData("title+eq+%22Bare")]
    [InlineData("title+eq+%22Ba%22re%22")]
    [InlineData("title+eq+%22Ba%5Cre%22")]
    [InlineData("title+sw+%22Bare%22")]
    [InlineData("title+eq+%22Bare%22+or+title+eq+%22Twin%22")]
    public async Task A_malformed_filter_is_refused(string filter)
    {
        await using var caller = await Caller.StartAsync();

        (await caller.GetAsync($"{Known.Items}?filter={filter}")).IsError(400, "Invalid filter: write it as title eq \"Name\"");
        (await caller.GetAsync($"/v1/vaults?filter={filter}")).IsError(400, "Invalid filter: write it as title eq \"Name\"");
    }

    [Fact]
    public async Task An_unknown_attribute_is_refused()
    {
        await using var caller = await Caller.StartAsync();

        (await caller.GetAsync($"{Known.Items}?filter=name+eq+%22Bare%22")).IsError(400, "Invalid filter: the attribute has to be title");
        (await caller.GetAsync("/v1/vaults?filter=id+eq+%22x%22")).IsError(400, "Invalid filter: the attribute has to be name or title");
    }

    [Fact]
    public async Task A_server_can_be_told_to_match_exactly()
    {
        await using var caller = await Caller.StartAsync(with: options => options with { ExactTitles = true });

        Assert.Empty((await caller.GetAsync($"{Known.Items}?filter=title+eq+%22bare%22")).Titles);
        Assert.Equal(["Bare"], (await caller.GetAsync($"{Known.Items}?filter=title+eq+%22Bare%22")).Titles);
        Assert.Empty((await caller.GetAsync("/v1/vaults?filter=name+co+%22devf%22")).Titles);
    }
}
