using Microsoft.AspNetCore.Components;
using Tieline.Server.Admin.Shell;
using Tieline.Server.Connections.Connecting;
using Tieline.Server.Connections.SignIn;
using Tieline.Server.Lightning;

namespace Tieline.Server.Admin.ConnectionPages;

public sealed partial class StepWebhooks
{
    private string _email = "";
    private string _number = "";
    private string? _person;
    private bool _isRunning;
    private SignInOutcome? _outcome;

    [CascadingParameter] public Texts Say { get; set; } = null!;

    [CascadingParameter] public ConsoleContext Console { get; set; } = null!;

    [Parameter, EditorRequired] public ConnectionOverview Overview { get; set; } = null!;

    [Parameter] public EventCallback OnChanged { get; set; }

    [Inject] private WebhookProving Proving { get; set; } = null!;

    private LinkedPerson Chosen => Overview.People.FirstOrDefault(person => person.PersonId == _person) ?? Overview.People[0];

    // First the proof, which says whether anything arrives at all; then each person's own webhook.
    private async Task CreateAsync()
    {
        var tenant = Overview.Tenant!;
        if (CallableNumber.Read(_number, tenant.DefaultCountry, Say) is not ({ } destination, null))
        {
            _outcome = SignInOutcome.Refused(CallableNumber.Read(_number, tenant.DefaultCountry, Say).Problem!);
            return;
        }

        (_isRunning, _outcome) = (true, null);
        try
        {
            StateHasChanged();
            _outcome = await Proving.RunAsync(tenant.Id, Chosen.PersonId, destination, Console.Who, Say, CancellationToken.None);
            var failed = 0;
            foreach (var person in Overview.People)
            {
                failed += await Proving.RepairAsync(tenant, person.PersonId, Console.Who, CancellationToken.None) ? 0 : 1;
            }

            _outcome = !_outcome.IsDone ? _outcome
                : failed > 0 ? SignInOutcome.Refused(Say["SiteCreatedPartly", failed])
                : SignInOutcome.Done($"{Say["SiteCreated"]} {_outcome.Message}");
        }
        finally
        {
            _isRunning = false;
        }

        await OnChanged.InvokeAsync();
    }

    private async Task RepairAsync(LinkedPerson person)
    {
        _outcome = await Proving.RepairAsync(Overview.Tenant!, person.PersonId, Console.Who, CancellationToken.None)
            ? SignInOutcome.Done(Say["Repaired", person.Name])
            : SignInOutcome.Refused(Say["NotRepaired", person.Name]);
        await OnChanged.InvokeAsync();
    }
}
