import torch
import torch.nn as nn
import torch.nn.functional as F


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.l0 = nn.GELU(approximate='tanh')
        self.l1 = nn.AdaptiveMaxPool2d(2)
        self.l2 = nn.ZeroPad2d((1, 2, 0, 2))
        self.l3 = nn.Conv2d(3, 3, (1, 3), padding='same', dilation=2)
        self.l4 = nn.Softsign()
        self.l5 = nn.ConvTranspose2d(3, 4, (3, 3), stride=2, padding=1)
        self.l6 = nn.ConvTranspose2d(4, 4, (1, 3), stride=2, padding=0, output_padding=1)
        self.l7 = nn.Conv2d(4, 2, (3, 1), padding='same', groups=2, dilation=2)
        self.l8 = nn.Linear(2, 6)
        self.l9 = nn.BatchNorm1d(6)
        self.l10 = nn.Linear(6, 4)
        self.l11 = nn.LogSoftmax(dim=-1)

    def forward(self, x):
        x0 = F.relu6(x)
        x1 = self.l0(x0)
        x2 = self.l1(x1)
        x3 = self.l2(x2)
        x4 = self.l3(x3)
        x5 = self.l4(x4)
        x6 = self.l5(x5)
        x7 = self.l6(x6)
        x8 = self.l7(x7)
        x9 = x8.mean(dim=(2, 3))
        x10 = self.l8(x9)
        x11 = self.l9(x10)
        x12 = self.l10(x11)
        x13 = self.l11(x12)
        return x13
