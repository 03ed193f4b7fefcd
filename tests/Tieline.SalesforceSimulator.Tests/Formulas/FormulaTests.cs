using Tieline.SalesforceSimulator.Formulas;
using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Tests.Formulas;

/// <summary>What formulas are worth, and which cannot be.</summary>
public sealed class FormulaTests
{
    private static readonly SalesforceOrg Org = Started();

    private static SalesforceOrg Started()
    {
        var org = new SalesforceOrg();
        org.Clock.Restore(true, new DateTimeOffset(2026, 10, 1, 5, 0, 0, TimeSpan.Zero), TimeSpan.Zero);
        Tieline.SalesforceSimulator.Seed.OrgSeed.Fill(org, new SalesforceSimulatorOptions { SeedStory = false });
        return org;
    }

    private static object? Worth(string formula, FieldType type, bool blanksAreZero = true) => Org.Run(() =>
    {
        var field = new FieldDefinition { Name = "F__c", Label = "F", Type = type, Scale = 4, Formula = formula, BlanksAreZero = blanksAreZero };
        var opportunity = Org.Schema["Opportunity"];
        FormulaCheck.Check(Org.Schema, opportunity, field, formula);
        var account = new SalesforceRecord("Account", RecordIds.Make("001", 1), System.Collections.Immutable.ImmutableDictionary<string, object>.Empty.Add("Name", "Acme"));
        Org.Records.Put(account);
        var row = new SalesforceRecord("Opportunity", "006Ti0000000001AAA", System.Collections.Immutable.ImmutableDictionary<string, object>.Empty.Add("AccountId", account.Id).Add("Name", "Deal").Add("Amount", 150m)
            .Add("StageName", "Prospecting").Add("CloseDate", new DateOnly(2026, 10, 11)).Add("IsWon", false).Add("Probability", 25m));
        return Org.Computed.Value(Org.Records.Rows("User").First().Id, row, field);
    });

    [Theory]
    [InlineData("1 + 2 * 3 - 4 / 2", "5")]
    [InlineData("2 ^ 3 ^ 1 * -1", "-8")]
    [InlineData("(1 + 2) * 3", "9")]
    [InlineData("Amount * Probability", "37.5")]
    [InlineData("Amount / 7", "21.4286")]
    [InlineData("Amount / (Probability - 0.25)", null)]
    [InlineData("Account.AnnualRevenue + 1", "1")]
    [InlineData("CloseDate - TODAY()", "11")]
    [InlineData("ROUND(2.5, 0) + ROUND(-2.5, 0) + ROUND(149, -2)", "100")]
    [InlineData("MOD(-7, 3) + FLOOR(2.9) + CEILING(2.1) + ABS(-1) + SQRT(16)", "12")]
    [InlineData("MAX(1, 3, 2) + MIN(5, 4)", "7")]
    [InlineData("LEN(Name) + FIND('a', Name) + VALUE('3.5')", "10.5")]
    [InlineData("VALUE('x')", null)]
    [InlineData("CASE(StageName, 'Prospecting', 1, 'Closed Won', 2, 3)", "1")]
    [InlineData("YEAR(CloseDate) + MONTH(CloseDate) + DAY(CloseDate) + WEEKDAY(CloseDate)", "2048")]
    [InlineData("/* nothing */ 1", "1")]
    public void Numbers_are_worked_out(string formula, string? worth) => Assert.Equal(worth is null ? null : decimal.Parse(worth, System.Globalization.CultureInfo.InvariantCulture), Worth(formula, FieldType.Double));

    [Theory]
    [InlineData("Name & ' at ' & Account.Name", "Deal at Acme")]
    [InlineData("Name + '!'", "Deal!")]
    [InlineData("IF(Amount > 100 && NOT(IsWon), 'open', \"done\")", "open")]
    [InlineData("IF(ISPICKVAL(StageName, 'Prospecting'), TEXT(StageName), NULL)", "Prospecting")]
    [InlineData("BLANKVALUE(NextStep, 'none')", "none")]
    [InlineData("UPPER(LEFT(Name, 2)) & RIGHT(Name, 2) & MID(Name, 2, 2)", "DEalea")]
    [InlineData("SUBSTITUTE(TRIM('  a-b '), '-', '+')", "a+b")]
    [InlineData("LPAD('7', 3, '0') & RPAD('x', 3, '-') & LPAD('long', 2)", "007x--lo")]
    [InlineData("TEXT(1.50) & TEXT(CloseDate)", "1.52026-10-11")]
    [InlineData("TEXT(DATE(2026, 2, 28) + 1)", "2026-03-01")]
    [InlineData("TEXT(DATE(2026, 2, 30))", null)]
    [InlineData("TEXT(ADDMONTHS(DATE(2026, 1, 31), 1))", "2026-02-28")]
    [InlineData("Account.Parent.Name", null)]
    [InlineData("$User.LastName", "Admin")]
    public void Texts_are_worked_out(string formula, string? worth) => Assert.Equal(worth, Worth(formula, FieldType.String));

    [Theory]
    [InlineData("AND(Amount >= 150, Amount <= 150, Amount <> 151)", true)]
    [InlineData("OR(false, Name = 'x', CONTAINS(Name, 'eal'))", true)]
    [InlineData("BEGINS(Name, 'De') == TRUE", true)]
    [InlineData("ISBLANK(NextStep) && ISBLANK(Account.Phone)", true)]
    [InlineData("ISBLANK(Account.AnnualRevenue)", false)]
    [InlineData("NextStep = ''", true)]
    [InlineData("ISNUMBER('12') && !ISNUMBER('x')", true)]
    [InlineData("NOW() > DATETIMEVALUE('2026-09-30 00:00:00')", true)]
    // At 05:00 UTC it is still the day before in California.
    [InlineData("TODAY() = DATE(2026, 9, 30)", true)]
    public void Tests_are_worked_out(string formula, bool worth) => Assert.Equal(worth, Worth(formula, FieldType.Boolean));

    [Fact]
    public void An_empty_number_is_nothing_where_blanks_stay_blank()
    {
        Assert.Null(Worth("Account.AnnualRevenue + 1", FieldType.Double, blanksAreZero: false));
        Assert.Equal(true, Worth("ISBLANK(Account.AnnualRevenue)", FieldType.Boolean, blanksAreZero: false));
        Assert.Equal(50m, Worth("0.5", FieldType.Percent));
    }

    [Theory]
    [InlineData("", "Formula is empty")]
    [InlineData("1 +", "Syntax error.  The formula ends too early")]
    [InlineData("(1", "Syntax error.  Missing ')'")]
    [InlineData("1 2", "Syntax error.  Extra '2'")]
    [InlineData("'open", "Syntax error.  A text has no closing quotation mark")]
    [InlineData("1 # 2", "Syntax error.  Found '#'")]
    [InlineData("Nothing__c", "Field Nothing__c does not exist. Check spelling.")]
    [InlineData("Account.Nothing", "Field Account.Nothing does not exist. Check spelling.")]
    [InlineData("Nowhere.Name", "Field Nowhere.Name does not exist. Check spelling.")]
    [InlineData("VLOOKUP(1, 2, 3)", "Unknown function VLOOKUP. Check spelling.")]
    [InlineData("IF(true, 1)", "Incorrect number of parameters for function 'IF()'. Expected 3, received 2")]
    [InlineData("1 + 'x'", "Incorrect parameter type for operator '+'. Expected Number, received Text")]
    [InlineData("IF(1, 2, 3)", "Incorrect parameter type for function 'IF()'. Expected Boolean, received Number")]
    [InlineData("IF(true, 1, 'x')", "Incorrect parameter type for function 'IF()'. Expected Number, received Text")]
    [InlineData("Name", "Formula result is data type (Text), incompatible with expected data type (Number).")]
    [InlineData("StageName = 'x'", "A picklist field is only supported in certain functions: ISPICKVAL, CASE, TEXT and ISBLANK")]
    [InlineData("LEN(Description)", "You referenced an unsupported field type called \"Textarea\" using the following field: Description")]
    [InlineData("F__c + 1", "Field F__c does not exist. Check spelling.")]
    public void A_formula_that_cannot_be_is_refused(string formula, string problem) => Assert.Equal(problem, Assert.Throws<FormulaProblem>(() => Worth(formula, FieldType.Double)).Message);

    [Fact]
    public void Brackets_without_end_are_refused_and_not_an_accident() =>
        Assert.Equal("The formula is nested too deeply", Assert.Throws<FormulaProblem>(() => Worth(new string('(', 2000) + "1", FieldType.Double)).Message);
}
