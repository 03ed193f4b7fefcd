using Tieline.WebexSimulator.Calls;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.Scenarios;

/// <summary>Refuses a scenario that could not be played to its end, before anything rings.</summary>
internal static class SceneCheck
{
    private static readonly string[] NeedsCallee = ["forwarded", "toVoicemail", "huntGroup", "answeredElsewhere", "twoAtOnce", "agentToAgent"];
    private static readonly string[] NeedsColleague = ["forwarded", "answeredElsewhere", "blindTransfer", "attendedTransfer", "parkedAndRetrieved"];

    public static void Refuse(SceneRequest request, Destination destination, Person? from, PeopleDirectory directory)
    {
        var callee = (destination as Destination.ToPerson)?.Person;
        var colleague = request.TransferTo is { } named ? directory.FindByAnything(named) : null;
        var refusal = request.Scenario switch
        {
            _ when destination is Destination.ToNobody => "to reaches nobody: name an agent's e-mail, number or extension, the hunt group or a number outside.",
            _ when from is null && destination is Destination.ToOutside => "Neither from nor to is a person of this organization.",
            _ when from is not null && (from == callee || !from.HasCalling) => "from must be somebody else, who has a phone.",
            "agentToAgent" when from is null || callee is null => "agentToAgent needs an agent in from and another in to.",
            var name when NeedsCallee.Contains(name) && destination is Destination.ToOutside => $"{name} needs an agent in to.",
            var name when NeedsColleague.Contains(name) && request.TransferTo is not null && (colleague is not { HasCalling: true } || colleague == from) =>
                "transferTo must be another agent's e-mail, number or extension in this scenario.",
            "twoAtOnce" when request.TransferTo is { } second && !ScenarioPlayer.IsNumber(second) =>
                "transferTo is the second caller's number in this scenario, such as +12125550199.",
            "huntGroup" when callee is not null && !directory.HuntGroups.Exists(group => group.MemberIds.Contains(callee.Id)) =>
                $"{callee.Email} belongs to no hunt group.",
            _ when request.By == "device" && callee is not null && !callee.Endpoints.Exists(endpoint => endpoint.Type == Endpoint.Device) =>
                $"{callee.Email} has no desk phone.",
            _ => null,
        };
        if (refusal is not null)
        {
            throw WebexFailure.BadRequest(refusal);
        }
    }
}
