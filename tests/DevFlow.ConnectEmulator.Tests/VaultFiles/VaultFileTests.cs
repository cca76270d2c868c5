namespace DevFlow.ConnectEmulator.Tests;

/// <summary>What a vault file may say, and what is said of a faulty one.</summary>
public sealed class VaultFileTests
{
    [Fact]
    public void Ids_are_the_same_at_every_start_and_unlike_each_other()
    {
        var first = Read(Known.Yaml);
        var second = Read(Known.Yaml);

        Assert.Equal(IdsOf(first), IdsOf(second));
        Assert.Equal(IdsOf(first).Count, IdsOf(first).Distinct(StringComparer.Ordinal).Count());
        Assert.All(first.State.Vaults.Select(vault => vault.Id).Concat(first.State.Vaults.SelectMany(vault => vault.Items).Select(item => item.Id)),
            id => Assert.Matches("^[a-z0-9]{26}$", id));
    }

    [Fact]
    public void Without_a_token_the_one_of_the_readme_is_taken_everywhere()
    {
        var token = Assert.Single(Read("vaults: [{ name: Any }]").Tokens);

        Assert.Equal("devflow-local-token", token.Value);
        Assert.Equal(VaultRights.All, token.RightsIn(new Vault { Id = "any", Name = "any" }));
    }

    [Fact]
    public void Fields_may_be_a_list_where_labels_repeat()
    {
        var item = Read("""
            vaults:
              - name: V
                items:
                  - title: I
                    fields:
                      - { label: key, value: one, section: A }
                      - { label: key, value: two, section: B }
                      - { label: key, value: three }
                      - { label: key, value: four }
                      - { id: nameless, value: five }
            """).State.Vaults[0].Items[0];

        Assert.Equal(["one", "two", "three", "four", "five"], item.Fields.Select(field => field.Value));
        Assert.Equal(5, item.Fields.DistinctBy(field => field.Id).Count());
        Assert.Equal(["A", "B"], item.Sections.Select(section => section.Label));
        Assert.Null(item.Fields[4].Label);
    }

    [Fact]
    public void Built_in_fields_have_their_ids()
    {
        var items = Read("""
            vaults:
              - name: V
                items:
                  - { title: A, fields: { credential: c, username: u, notesPlain: n } }
                  - { title: B, category: PASSWORD, fields: { password: p } }
                  - { title: C, category: DATABASE, fields: { password: p } }
                  - { title: D, category: LOGIN, fields: { password: { value: p, section: S } } }
            """).State.Vaults[0].Items;

        Assert.Equal(["credential", "notesPlain"], items[0].Fields.Select(field => field.Id).Where(id => id.Length < 26));
        Assert.Equal("CONCEALED", items[0].Fields[0].Type);
        Assert.Equal(("password", "PASSWORD", "CONCEALED"), (items[1].Fields[0].Id, items[1].Fields[0].Purpose, items[1].Fields[0].Type));
        Assert.Null(items[2].Fields[0].Purpose);
        Assert.Null(items[3].Fields[0].Purpose);
    }

    [Fact]
    public void All_faults_are_said_at_once_each_with_its_place()
    {
        var error = Assert.Throws<ConnectEmulatorException>(() => Read("""
            tokens:
              - { token: a, vaults: { Nowhere: rw, V: x } }
              - { name: token-1, token: a, expires: soon, revoked: perhaps, vaults: {} }
              - vaults: [V]
            vaults:
              - name: V
                colour: red
                items:
                  - title: I
                    id: short
                    category: SECRET
                    state: GONE
                    favorite: sometimes
                    tags: word
                    fields:
                      a: { type: SECRETS, purpose: NONE }
                      b: { type: DATE, value: tomorrow }
                      c: [1]
                    files:
                      - { name: f }
                      - { name: g, base64: "?" }
                  - id: barebarebarebarebarebareba
                  - { title: J, id: barebarebarebarebarebareba, fields: [{ id: x }, { id: x }, { value: v }] }
              - items: nothing
            more: 1
            """));

        Assert.Equal(
            [
                "2:36: a token names a vault that is not in this file",
                "2:43: a right has to be r, w or rw",
                "3:5: another token has this name",
                "3:5: another token has this value",
                "3:41: expires has to be a time: write it as 2030-12-31T00:00:00Z",
                "3:56: revoked has to be true or false",
                "4:5: a token needs a token",
                "4:13: vaults has to be a map",
                "7:5: a vault knows name, id, description, type, items, and not this",
                "10:13: an id has 26 characters of a-z and 0-9",
                "11:19: a category has to be one of",
                "12:16: a state has to be ARCHIVED or DELETED; an item in use has none",
                "13:19: favorite has to be true or false",
                "14:15: tags has to be a list",
                "16:22: a type has to be one of",
                "16:40: a purpose has to be USERNAME, PASSWORD or NOTES",
                "17:35: the value is not a date: write it as 2030-12-31",
                "18:14: a field has to be a map",
                "20:13: a file needs either content or base64",
                "21:32: this is not base64",
                "22:9: an item needs a title",
                "23:9: another item has this id",
                "23:73: another field of this item has this id",
                "23:84: a field needs a label or an id",
                "24:5: a vault needs a name",
                "24:12: items has to be a list",
                "25:1: the file knows tokens, vaults, and not this",
            ],
            error.Faults.Select(Place));
        Assert.Equal(string.Join('\n', error.Faults), error.Message);

        static string Place(string fault)
        {
            Assert.StartsWith("vaults.yaml:", fault, StringComparison.Ordinal);
            var text = fault["vaults.yaml:".Length..];
            return text.Contains("one of", StringComparison.Ordinal) ? text[..(text.IndexOf("one of", StringComparison.Ordinal) + 6)] : text;
        }
    }

    [Theory]
    [InlineData("vaults: [", "this is not valid YAML")]
    [InlineData("vaults:\n\t- name: V", "this is not valid YAML")]
    [InlineData("vaults: [{ name: V, name: W }]", "a name stands twice in one map")]
    [InlineData("a text", "the file has to be a map")]
    [InlineData("vaults: []\n---\nvaults: []", "a second document starts here, and only one is read")]
    [InlineData("- a list", "the file has to be a map")]
    public void A_file_that_is_not_of_this_form_is_refused(string yaml, string message)
    {
        var fault = Assert.Single(Assert.Throws<ConnectEmulatorException>(() => Read(yaml)).Faults);

        Assert.Matches(@"^vaults\.yaml:\d+:\d+: ", fault);
        Assert.Contains(message, fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing yet\n")]
    [InlineData("tokens:\nvaults:\n")]
    public void An_empty_file_is_an_empty_server(string yaml) => Assert.Empty(Read(yaml).State.Vaults);

    private static VaultFile Read(string yaml) => VaultFile.Read(yaml, "vaults.yaml", DateTimeOffset.UnixEpoch);

    private static List<string> IdsOf(VaultFile file) =>
    [
        .. file.State.Vaults.Select(vault => vault.Id),
        .. file.State.Vaults.SelectMany(vault => vault.Items).SelectMany(item => (string[])
            [item.Id, .. item.Fields.Select(field => $"{item.Id}/{field.Id}"), .. item.Files.Select(held => $"{item.Id}/{held.Id}")]),
    ];
}
