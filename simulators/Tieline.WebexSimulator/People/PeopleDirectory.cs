using Tieline.WebexSimulator.Cloud;

namespace Tieline.WebexSimulator.People;

/// <summary>The organization: its people and its hunt groups.</summary>
internal sealed class PeopleDirectory
{
    private readonly Dictionary<string, Person> byId = [];
    private readonly List<Person> people = [];
    private readonly Dictionary<string, Person> gone = [];

    public string OrganizationId { get; set; } = "";

    public string OrganizationName { get; set; } = "Empty organization";

    public IReadOnlyList<Person> People => people;

    public List<HuntGroup> HuntGroups { get; } = [];

    public IReadOnlyList<KnownNumber> KnownNumbers { get; set; } = [];

    public string OrganizationUuid => HydraId.Name(OrganizationId)!;

    public void Add(Person person)
    {
        people.Add(person);
        byId[HydraId.Name(person.Id)!] = person;
    }

    public void Remove(Person person)
    {
        people.Remove(person);
        byId.Remove(HydraId.Name(person.Id)!);
        AddGone(person);
        HuntGroups.ForEach(group => group.MemberIds.Remove(person.Id));
    }

    /// <summary>Finds by hydra id (padded or not) or by bare uuid.</summary>
    public Person? Find(string id) => HydraId.Name(id) is { } name ? byId.GetValueOrDefault(name) : null;

    /// <summary>Also one who has left: what he said and hosted still bears his name.</summary>
    public Person Ever(string id) => Find(id) ?? gone[HydraId.Name(id)!];

    public IReadOnlyCollection<Person> Gone => gone.Values;

    public void AddGone(Person person) => gone[HydraId.Name(person.Id)!] = person;

    public Person? FindByEmail(string email) =>
        people.Find(person => string.Equals(person.Email, email, StringComparison.OrdinalIgnoreCase));

    /// <summary>Finds by e-mail, number, extension or id: the ways in which the control doors name a person.</summary>
    public Person? FindByAnything(string text) =>
        FindByEmail(text) ?? people.Find(person => person.Number == text || person.Extension == text) ?? Find(text);

    public void Clear()
    {
        people.Clear();
        byId.Clear();
        gone.Clear();
        HuntGroups.Clear();
        KnownNumbers = [];
    }
}
