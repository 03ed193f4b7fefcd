using Bunit;
using Tieline.Server.CallerMatching;
using Tieline.Server.Lightning;
using Tieline.Server.Softphone;
using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.Softphone;

public sealed class DialerTests : BunitContext
{
    private readonly List<DialRequest> _dialed = [];
    private readonly List<(string Text, string[] Objects)> _searched = [];
    private bool _isDown;
    private readonly List<string> _objects = ["Contact", "Lead", "Account", "User"];

    [Fact]
    public void The_keypad_writes_the_number_and_call_dials_it()
    {
        var dialer = Show();
        Assert.Equal("true", dialer.Find("[data-testid=dial]").GetAttribute("aria-disabled"));
        foreach (var key in "2025550143")
        {
            dialer.Find($"[data-key='{key}']").Click();
        }

        Assert.Equal("+1 202-555-0143 · US", dialer.Find("[data-testid=hint]").TextContent);
        dialer.Find("[data-testid=delete]").Click();
        dialer.Find("[data-key='3']").Click();
        dialer.Find("[data-testid=dial]").Click();
        Assert.Equal("2025550143", Assert.Single(_dialed).Number);
    }

    [Fact]
    public void A_pasted_link_is_dialed_with_enter()
    {
        var dialer = Show();
        dialer.Find("#dial").Input(" tel:+45%2020123456\n");
        dialer.Find("#dial").KeyDown(Key.Enter);
        Assert.Equal("+45 20123456", Assert.Single(_dialed).Number);
    }

    [Fact]
    public void A_name_is_searched_where_the_agent_wants_and_one_press_dials()
    {
        var dialer = Show();
        dialer.Find("#dial").Input("maria");
        dialer.WaitForElement("[data-testid=phone]");
        dialer.Find("[data-testid=in-Lead]").Click();
        dialer.WaitForAssertion(() => Assert.Equal(2, _searched.Count));
        Assert.Equal(["Account", "Contact", "User"], _searched[1].Objects.Order());
        dialer.Do("[data-testid=phone]", phone => phone.Click());
        Assert.Equal(new DialRequest("+12025550143", "Maria Lopez"), Assert.Single(_dialed));
    }

    [Fact]
    public void A_blank_between_two_words_stays_while_the_second_is_not_typed_yet()
    {
        var dialer = Show();
        dialer.Find("#dial").Input("Maria ");
        Assert.Equal("Maria ", dialer.Find("#dial").GetAttribute("value"));
        dialer.WaitForAssertion(() => Assert.Equal("Maria", Assert.Single(_searched).Text));
    }

    [Fact]
    public void A_plus_is_typed_by_its_own_key()
    {
        var dialer = Show();
        dialer.Find("[data-key='+']").Click();
        dialer.Find("[data-key='4']").Click();
        Assert.Equal("+4", dialer.Find("#dial").GetAttribute("value"));
    }

    [Fact]
    public void A_second_press_on_a_number_dials_once()
    {
        var answer = new TaskCompletionSource();
        var dialed = 0;
        var buttons = Render<PhoneButtons>(parameters => parameters.AddCascadingValue(Texts.For("en"))
            .Add(buttons => buttons.Phones, [new("003000000000001AAA", "Contact", "Maria Lopez", "Phone", "(202) 555-0143", "+12025550143", null)])
            .Add(buttons => buttons.OnDial, async (DialRequest _) =>
            {
                dialed++;
                await answer.Task;
            }));
        buttons.Find("[data-testid=phone]").Click();
        buttons.Find("[data-testid=phone]").Click();
        Assert.Equal(1, dialed);
        answer.SetResult();
    }

    [Fact]
    public void What_is_searched_is_asked_for_with_each_search()
    {
        var dialer = Show();
        dialer.Find("#dial").Input("mar");
        dialer.WaitForAssertion(() => Assert.Single(_searched));
        _objects.RemoveAll(name => name is "Lead" or "User");
        dialer.Find("#dial").Input("mari");
        dialer.WaitForAssertion(() => Assert.Equal(2, _searched.Count));
        Assert.Equal([["Contact", "Lead", "Account", "User"], ["Contact", "Account"]], _searched.Select(one => one.Objects));
        Assert.Empty(dialer.FindAll("[data-testid=in-User]"));
    }

    [Fact]
    public void A_number_clicked_in_Salesforce_waits_in_the_field() =>
        Assert.Equal("+12025550143", Show("+12025550143").Find("#dial").GetAttribute("value"));

    [Fact]
    public void A_name_that_is_there_from_before_is_searched_again()
    {
        var dialer = Show("maria");
        dialer.WaitForElement("[data-testid=phone]");
        Assert.Equal("maria", Assert.Single(_searched).Text);
    }

    [Fact]
    public void A_database_that_does_not_answer_leaves_the_dialer_and_what_was_typed()
    {
        _isDown = true;
        var dialer = Show("maria");
        dialer.WaitForAssertion(() => Assert.Contains("could not be searched", dialer.Markup, StringComparison.Ordinal));
        Assert.Equal("maria", dialer.Find("#dial").GetAttribute("value"));
        _isDown = false;
        dialer.Find("#dial").Input("maria l");
        dialer.WaitForElement("[data-testid=phone]");
    }

    // Where may be searched is read for the first name, and comes when the second is found already.
    [Fact]
    public async Task A_search_whose_settings_are_read_late_does_not_come_over_a_newer_one()
    {
        var (dialer, late) = await OvertakenAsync();
        await dialer.InvokeAsync(() => late.SetResult(["Lead", "User"]));
        Show("anna").WaitForElement("[data-testid=phone]"); // Whatever the overtaken one began has ended before this.
        Assert.Equal(["maria", "anna"], _searched.Select(one => one.Text));
        Assert.Equal(["Contact"], _searched[0].Objects);
        Assert.Empty(dialer.FindAll("[data-testid=in-Lead]"));
        Assert.Single(dialer.FindAll("[data-testid=phone]"));
    }

    [Fact]
    public async Task A_failure_of_a_search_that_was_overtaken_is_not_told()
    {
        var (dialer, late) = await OvertakenAsync();
        await dialer.InvokeAsync(() => late.SetException(DatabaseDown.Problem));
        Assert.DoesNotContain("could not be searched", dialer.Markup, StringComparison.Ordinal);
        Assert.Single(dialer.FindAll("[data-testid=phone]"));
    }

    // Frank was typed first and still waits for where may be searched; maria, typed since, is found.
    private async Task<(IRenderedComponent<Dialer> Dialer, TaskCompletionSource<IReadOnlyList<string>> Late)> OvertakenAsync()
    {
        var late = new TaskCompletionSource<IReadOnlyList<string>>();
        var reads = new Queue<Task<IReadOnlyList<string>>>([late.Task, Task.FromResult<IReadOnlyList<string>>(["Contact"])]);
        var dialer = Show("frank", () => reads.Dequeue());
        await Eventually.IsTrueAsync(() => reads.Count == 1);
        dialer.Find("#dial").Input("maria");
        dialer.WaitForElement("[data-testid=phone]");
        return (dialer, late);
    }

    private IRenderedComponent<Dialer> Show(string typed = "", Func<Task<IReadOnlyList<string>>>? readObjects = null) => Render<Dialer>(parameters => parameters
        .AddCascadingValue(Texts.For("en")).Add(dialer => dialer.Country, "US").Add(dialer => dialer.ReadObjects, readObjects ?? ReadObjects)
        .Bind(dialer => dialer.Typed, typed, changed => typed = changed)
        .Add(dialer => dialer.OnDial, _dialed.Add).Add(dialer => dialer.Search, SearchAsync));

    private Task<IReadOnlyList<string>> ReadObjects() => _isDown ? throw DatabaseDown.Problem : Task.FromResult<IReadOnlyList<string>>([.. _objects]);

    private Task<IReadOnlyList<FoundRecord>> SearchAsync(string text, IReadOnlyCollection<string> objects, CancellationToken cancellationToken)
    {
        _searched.Add((text, [.. objects]));
        return Task.FromResult<IReadOnlyList<FoundRecord>>(
            [new("003000000000001AAA", "Contact", "Maria Lopez", null, null, null, [new("003000000000001AAA", "Contact", "Maria Lopez", "Phone", "(202) 555-0143", "+12025550143", null)])]);
    }
}
